package dev.greenlight.smsinbound.intake;

import dev.greenlight.smsinbound.domain.BlockedNumber;
import dev.greenlight.smsinbound.domain.InboundEvent;
import dev.greenlight.smsinbound.domain.InboundText;
import dev.greenlight.smsinbound.domain.PhoneNumber;
import dev.greenlight.smsinbound.domain.Recognition;
import dev.greenlight.smsinbound.domain.RecognitionPolicy;
import dev.greenlight.smsinbound.domain.Tenants;
import dev.greenlight.smsinbound.domain.Vocabularies;
import dev.greenlight.smsinbound.domain.understanding.Reading;
import dev.greenlight.smsinbound.publishing.EventPublisher;
import java.util.Optional;

/** The steps of a verified event, in order: whose is it, what does it mean, put it on the log. */
public final class Intake {

    private final Tenants tenants;
    private final Vocabularies vocabularies;
    private final EventPublisher publisher;
    private final GatewayDisagreements disagreements;

    public Intake(
            Tenants tenants, Vocabularies vocabularies, EventPublisher publisher, GatewayDisagreements disagreements) {
        this.tenants = tenants;
        this.vocabularies = vocabularies;
        this.publisher = publisher;
        this.disagreements = disagreements;
    }

    /** Returns when the event is on the log, or needs not to be, or could not be put there. */
    public IntakeResult take(String tenant, InboundEvent event) {
        return switch (event) {
            case InboundText text -> take(tenant, text);
            case BlockedNumber report -> take(tenant, report);
        };
    }

    private IntakeResult take(String tenant, BlockedNumber report) {
        if (PhoneNumber.parse(report.number()).isEmpty()) {
            return IntakeResult.NO_PHONE_NUMBER;
        }
        Optional<String> own = tenants.ownNumber(tenant, report.sender());
        if (own.isEmpty()) {
            return IntakeResult.NOT_OWNED;
        }
        return publisher.publish(tenant, report.sentBy(own.get()))
                ? IntakeResult.PUBLISHED
                : IntakeResult.LOG_UNAVAILABLE;
    }

    private IntakeResult take(String tenant, InboundText text) {
        Optional<PhoneNumber> sender = PhoneNumber.parse(text.from());
        if (sender.isEmpty()) {
            return IntakeResult.NO_PHONE_NUMBER;
        }
        Optional<String> own = tenants.ownNumber(tenant, text.to());
        if (own.isEmpty()) {
            return IntakeResult.NOT_OWNED;
        }
        Optional<Reading> ours = vocabularies.of(tenant, own.get()).read(text.body());
        if (RecognitionPolicy.disagree(ours, text.hint())) {
            disagreements.count(text.gateway(), ours, text.hint());
        }
        Optional<Recognition> recognition = RecognitionPolicy.decide(ours, text.hint());
        if (recognition.isEmpty()) {
            return IntakeResult.MEANINGLESS;
        }
        return publisher.publish(tenant, text.sentTo(own.get()), recognition.get())
                ? IntakeResult.PUBLISHED
                : IntakeResult.LOG_UNAVAILABLE;
    }
}
