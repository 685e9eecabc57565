package dev.greenlight.eligibility.web;

import dev.greenlight.eligibility.domain.check.SendDecision;
import dev.greenlight.eligibility.domain.rule.Exclusion;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes the results of a batch, token by token. Written as a whole before a byte of it leaves: what is found out on the
 * way may still make it an answer that must not be read as a yes.
 */
final class CheckAnswer {

    /** The fields of an answer, for the instance that puts several together. */
    static final String RESULTS = "results";

    static final String VALID_UNTIL = "validUntil";

    /** For how long a yes may be acted on: a STOP can come at any time. */
    private static final Duration VALID_FOR = Duration.ofMinutes(1);

    private static final JsonFactory JSON = new JsonFactory();
    private static final int BYTES_A_RESULT = 64;

    private final Instant checkedAt;
    private final Map<Instant, String> written = new HashMap<>();
    private Instant validUntil;

    CheckAnswer(Instant checkedAt) {
        this.checkedAt = checkedAt;
        this.validUntil = checkedAt.plus(VALID_FOR);
    }

    /** A part of the answer is valid until then, and the whole not longer. */
    void limitTo(Instant until) {
        if (until.isBefore(validUntil)) {
            validUntil = until;
        }
    }

    byte[] write(List<CheckResult> results) {
        var bytes = new ByteArrayOutputStream(BYTES_A_RESULT * (results.size() + 1));
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("checkedAt", checkedAt.toString());
            json.writeArrayPropertyStart(RESULTS);
            for (CheckResult result : results) {
                switch (result) {
                    case CheckResult.Decided decided -> write(decided, json);
                    case CheckResult.Refused refused -> write(refused, json);
                    case CheckResult.FromElsewhere known ->
                        json.writeRawValue(known.answer().toString());
                }
            }
            json.writeEndArray();
            json.writeStringProperty(VALID_UNTIL, validUntil.toString());
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private void write(CheckResult.Decided decided, JsonGenerator json) {
        SendDecision decision = decided.decision();
        json.writeStartObject();
        json.writeStringProperty("address", decided.address());
        json.writeBooleanProperty("allowed", decision.isAllowed());
        Instant changesAt = decision.changesAt();
        if (decision.isAllowed()) {
            if (changesAt != null) {
                limitTo(changesAt);
            }
        } else {
            json.writeArrayPropertyStart("reasons");
            for (Exclusion exclusion : decision.exclusions()) {
                json.writeString(exclusion.name());
            }
            if (decision.quietHours()) {
                json.writeString("QUIET_HOURS");
            }
            if (decision.frequencyCap()) {
                json.writeString("FREQUENCY_CAP");
            }
            json.writeEndArray();
            if ((decision.quietHours() || decision.frequencyCap()) && changesAt != null) {
                json.writeStringProperty("nextAllowedAt", written.computeIfAbsent(changesAt, Instant::toString));
            }
        }
        json.writeEndObject();
    }

    private static void write(CheckResult.Refused refused, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("error", refused.problem());
        json.writeEndObject();
    }
}
