package dev.greenlight.smsinbound.webhook;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One adapter for every gateway that the product knows, checked when the service starts and not at the first text. */
public final class SmsGateways {

    /** What the documentation promises. */
    public static final Set<String> NAMES = Set.of(
            "twilio",
            "generic",
            "telnyx",
            "plivo",
            "vonage-sms",
            "vonage-messages",
            "sinch",
            "bandwidth",
            "bird",
            "aws");

    private final Map<String, SmsGateway> byName = new HashMap<>();

    /**
     * @throws IllegalStateException when a gateway has no adapter, or two, or is not among {@link #NAMES}
     */
    public SmsGateways(List<SmsGateway> gateways) {
        for (SmsGateway gateway : gateways) {
            if (byName.put(gateway.name(), gateway) != null) {
                throw new IllegalStateException("Two adapters for SMS gateway " + gateway.name());
            }
        }
        if (!byName.keySet().equals(NAMES)) {
            throw new IllegalStateException("Adapters are there for the SMS gateways " + new TreeSet<>(byName.keySet())
                    + " but should be for " + new TreeSet<>(NAMES));
        }
    }

    /** In the order of their names. */
    public List<SmsGateway> all() {
        return byName.values().stream()
                .sorted(Comparator.comparing(SmsGateway::name))
                .toList();
    }

    public Optional<SmsGateway> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
