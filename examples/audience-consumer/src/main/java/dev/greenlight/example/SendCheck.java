package dev.greenlight.example;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenlight.schemas.audience.AudienceMember;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks whether messages may be sent right now. What it cannot find out is a no. */
final class SendCheck {

    /** The most messages in one question. */
    static final int MOST = 10_000;

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_WITHIN).build();
    private final URI address;
    private final String key;
    private final String audience;

    /**
     * @param service the base address of eligibility-service
     * @param key of the company, with the role campaign
     */
    SendCheck(URI service, String tenant, String key, String audience) {
        this.address = service.resolve("/v1/tenants/" + tenant + "/eligibility:check");
        this.key = key;
        this.audience = audience;
    }

    /**
     * What came of a question.
     *
     * @param allowed who may be sent to
     * @param validUntil until when; nobody may be sent to later without another question
     * @param reasons how often each reason was given against others
     */
    record Answer(List<AudienceMember> allowed, Instant validUntil, Map<String, Integer> reasons) {

        /** Nobody knows, so nobody is sent to. */
        static final Answer NOBODY = new Answer(List.of(), Instant.MIN, Map.of());
    }

    /**
     * @param members {@value #MOST} at most
     */
    Answer ask(List<AudienceMember> members) throws InterruptedException {
        if (members.isEmpty()) {
            return Answer.NOBODY;
        }
        try {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(ANSWER_WITHIN)
                    .header("Authorization", "Bearer " + key)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(question(members))))
                    .build();
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            return response.statusCode() == 200 ? answer(members, JSON.readTree(response.body())) : Answer.NOBODY;
        } catch (IOException e) {
            return Answer.NOBODY;
        }
    }

    private ObjectNode question(List<AudienceMember> members) {
        ObjectNode question = JSON.createObjectNode();
        var items = question.putArray("items");
        for (AudienceMember member : members) {
            items.addObject()
                    .put("address", member.getAddress())
                    .put("audience", audience)
                    .put("customerId", member.getCustomerId());
        }
        return question;
    }

    /** One result for each item, in their order. */
    private static Answer answer(List<AudienceMember> members, JsonNode body) {
        JsonNode results = body.path("results");
        if (results.size() != members.size()) {
            return Answer.NOBODY;
        }
        var allowed = new ArrayList<AudienceMember>();
        var reasons = new TreeMap<String, Integer>();
        for (int i = 0; i < members.size(); i++) {
            JsonNode result = results.path(i);
            if (result.path("allowed").asBoolean()) {
                allowed.add(members.get(i));
            }
            result.path("reasons").forEach(reason -> reasons.merge(reason.asText(), 1, Integer::sum));
        }
        return new Answer(allowed, Instant.parse(body.path("validUntil").asText()), reasons);
    }
}
