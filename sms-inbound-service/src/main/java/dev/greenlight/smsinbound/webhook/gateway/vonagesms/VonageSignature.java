package dev.greenlight.smsinbound.webhook.gateway.vonagesms;

import dev.greenlight.smsinbound.webhook.SigningTime;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The parameter {@code sig}: a hash, in hexadecimal, over all the others, the time of the call among them. */
final class VonageSignature {

    /**
     * Vonage delivers a call again for 24 hours, with the time and the signature that it had first. A recorded call that
     * is played again in that time holds the same message id and the same time, and changes nothing.
     */
    static final Duration OLDEST = Duration.ofHours(24).plusMinutes(5);

    /** How far Vonage's clock may be ahead of ours. */
    static final Duration MOST_AHEAD = Duration.ofMinutes(5);

    static final String SIGNATURE = "sig";
    static final String TIMESTAMP = "timestamp";

    private VonageSignature() {}

    /** Whether the time is within the window and the parameters were signed with one of the keys. */
    static boolean isRight(Map<String, String> parameters, List<VonageKey> keys, Instant now) {
        String timestamp = parameters.get(TIMESTAMP);
        String signature = parameters.get(SIGNATURE);
        if (timestamp == null || signature == null || !SigningTime.isWithin(OLDEST, MOST_AHEAD, timestamp, now)) {
            return false;
        }
        try {
            byte[] claimed = HexFormat.of().parseHex(signature);
            byte[] text = signedText(parameters);
            return keys.stream().anyMatch(key -> MessageDigest.isEqual(key.sign(text), claimed));
        } catch (IllegalArgumentException e) {
            return false; // not hexadecimal
        }
    }

    static String of(VonageKey key, Map<String, String> parameters) {
        return HexFormat.of().formatHex(key.sign(signedText(parameters)));
    }

    /** Names and values in the order of the names, with the signs that separate them kept out of both. */
    private static byte[] signedText(Map<String, String> parameters) {
        var text = new StringBuilder(512);
        parameters.entrySet().stream()
                .filter(parameter -> !parameter.getKey().equals(SIGNATURE)
                        && !parameter.getValue().isBlank())
                .sorted(Map.Entry.comparingByKey())
                .forEach(parameter -> text.append('&')
                        .append(cleaned(parameter.getKey()))
                        .append('=')
                        .append(cleaned(parameter.getValue())));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String cleaned(String text) {
        return text.replace('&', '_').replace('=', '_');
    }
}
