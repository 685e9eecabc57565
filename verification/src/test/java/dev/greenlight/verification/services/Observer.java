package dev.greenlight.verification.services;

import dev.greenlight.schemas.audience.AudienceMember;
import dev.greenlight.schemas.consent.ConsentState;
import dev.greenlight.schemas.consent.TenantSettings;
import dev.greenlight.schemas.sms.TextReceived;
import dev.greenlight.schemas.topic.EventTopic;
import dev.greenlight.schemas.topic.PrivateTopic;
import dev.greenlight.schemas.topic.TopicKeys;
import dev.greenlight.verification.history.HistoryEvent;
import dev.greenlight.verification.invariant.NeverAfterAStop;
import dev.greenlight.verification.model.ReferenceModel;
import dev.greenlight.verification.simulator.Delivery;
import dev.greenlight.verification.simulator.LogEntry;
import dev.greenlight.verification.simulator.StepWatcher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Feeds the model with texts, wishes to ask, opt-outs and settings in the order in which the keyword lane took them, and
 * the audience lane's every step to {@link NeverAfterAStop}.
 */
final class Observer implements StepWatcher {

    private final Wire wire;
    private final ReferenceModel model;
    private final NeverAfterAStop neverAfterAStop = new NeverAfterAStop();
    private final List<String> unsurePositions = new ArrayList<>();
    private final List<Runnable> unsure = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    Observer(Wire wire, ReferenceModel model) {
        this.wire = wire;
        this.model = model;
    }

    NeverAfterAStop neverAfterAStop() {
        return neverAfterAStop;
    }

    @Override
    public void consumed(String applicationId, String topic, long offset, LogEntry entry) {
        if (applicationId.equals(ServiceLanes.KEYWORDS)) {
            String position = topic + '@' + offset;
            if (!taken.contains(position)) {
                unsurePositions.add(position);
                unsure.add(heard(topic, entry));
            }
        } else if (topic.equals(EventTopic.CONSENT_STATE.name())
                && wire.read(topic, entry) instanceof ConsentState state) {
            neverAfterAStop.given(Wire.key(entry), state);
        }
    }

    @Override
    public void produced(String applicationId, String topic, LogEntry entry) {
        if (topic.equals(EventTopic.AUDIENCE_SMS_MARKETING.name())
                && wire.read(topic, entry) instanceof AudienceMember member) {
            neverAfterAStop.shown(TopicKeys.ofAddress(member.getTenant(), member.getAddress()), member);
        }
    }

    @Override
    public void committed(String applicationId) {
        if (applicationId.equals(ServiceLanes.KEYWORDS)) {
            settle();
        } else if (applicationId.equals(ServiceLanes.AUDIENCE)) {
            neverAfterAStop.committed();
        }
    }

    @Override
    public void crashed(String applicationId, Delivery delivery) {
        if (delivery == Delivery.AT_LEAST_ONCE) {
            committed(applicationId);
        } else if (applicationId.equals(ServiceLanes.KEYWORDS)) {
            unsure.clear();
            unsurePositions.clear();
        } else if (applicationId.equals(ServiceLanes.AUDIENCE)) {
            neverAfterAStop.vanished();
        }
    }

    private Runnable heard(String topic, LogEntry entry) {
        if (topic.equals(PrivateTopic.SETTINGS_BROADCAST.name())) {
            TenantSettings settings = wire.readBroadcast(entry);
            return () -> model.apply(settings);
        }
        if (topic.equals(PrivateTopic.OPT_IN_REQUEST_COMMAND.name())) {
            HistoryEvent.Asked asked = wire.readAsked(entry);
            return () -> model.ask(asked.tenant(), asked.number(), asked.arrivesAt());
        }
        if (topic.equals(PrivateTopic.OPT_OUT_COMMAND.name())) {
            HistoryEvent.OptedOut optedOut = wire.readOptedOut(entry);
            return () -> model.stop(
                    optedOut.tenant(),
                    optedOut.number(),
                    optedOut.scope(),
                    optedOut.receivedAt(),
                    optedOut.arrivesAt());
        }
        var text = (TextReceived) Objects.requireNonNull(wire.read(topic, entry));
        return () -> model.apply(text);
    }

    private void settle() {
        unsure.forEach(Runnable::run);
        taken.addAll(unsurePositions);
        unsure.clear();
        unsurePositions.clear();
    }
}
