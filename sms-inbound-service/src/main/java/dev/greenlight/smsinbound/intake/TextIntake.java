package dev.greenlight.smsinbound.intake;

import dev.greenlight.smsinbound.domain.InboundText;
import dev.greenlight.smsinbound.domain.KeywordVocabulary;
import dev.greenlight.smsinbound.domain.PhoneNumber;
import dev.greenlight.smsinbound.domain.Recognition;
import dev.greenlight.smsinbound.domain.RecognitionPolicy;
import dev.greenlight.smsinbound.domain.Tenants;
import dev.greenlight.smsinbound.publishing.TextPublisher;
import java.util.Optional;

/** The steps of a verified text, in order: whose is it, what does it mean, put it on the log. */
public final class TextIntake {

    private final Tenants tenants;
    private final KeywordVocabulary vocabulary;
    private final TextPublisher publisher;

    public TextIntake(Tenants tenants, KeywordVocabulary vocabulary, TextPublisher publisher) {
        this.tenants = tenants;
        this.vocabulary = vocabulary;
        this.publisher = publisher;
    }

    /** Returns when the text is on the log, or needs not to be, or could not be put there. */
    public IntakeResult take(String tenant, InboundText text) {
        Optional<PhoneNumber> sender = PhoneNumber.parse(text.from());
        if (sender.isEmpty()) {
            return IntakeResult.NO_PHONE_NUMBER;
        }
        if (!tenants.owns(tenant, text.to())) {
            return IntakeResult.NOT_OWNED;
        }
        Optional<Recognition> recognition = RecognitionPolicy.recognise(text, vocabulary);
        if (recognition.isEmpty()) {
            return IntakeResult.MEANINGLESS;
        }
        return publisher.publish(tenant, text, recognition.get())
                ? IntakeResult.PUBLISHED
                : IntakeResult.LOG_UNAVAILABLE;
    }
}
