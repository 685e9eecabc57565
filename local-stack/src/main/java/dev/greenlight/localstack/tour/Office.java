package dev.greenlight.localstack.tour;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an office does over HTTP, with its key. */
final class Office {

    private static final JsonMapper JSON = new JsonMapper();

    private final TourSettings settings;
    private final PatientClient http;

    Office(TourSettings settings, PatientClient http) {
        this.settings = settings;
        this.http = http;
    }

    /** How the company reads an opt-out, and what new customers start with. */
    void setSettings() {
        put(
                "/settings",
                Map.of(
                        "optOutScope", "ALL",
                        "marketingUpdatesForNewCustomers", true,
                        "jobNotificationsForNewCustomers", true));
    }

    /** A customer with one mobile number, who wants marketing updates there. */
    void putCustomer(String customerId, String name, String number) {
        put(
                "/customers/" + customerId,
                Map.of(
                        "name",
                        name,
                        "contactMethods",
                        List.of(Map.of("type", "MOBILE", "value", number, "marketingUpdates", true))));
    }

    JsonNode consent(String number) {
        return get(settings.consent(), "/consents/sms/" + encoded(number));
    }

    JsonNode history(String number) {
        return get(settings.consent(), "/consents/sms/" + encoded(number) + "/history");
    }

    JsonNode eligibility(String number) {
        return get(settings.eligibility(), "/eligibility?audience=sms-marketing&address=" + encoded(number));
    }

    private void put(String path, Object body) {
        send(request(settings.consent(), path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private JsonNode get(URI service, String path) {
        return send(request(service, path).GET());
    }

    private HttpRequest.Builder request(URI service, String path) {
        return HttpRequest.newBuilder(service.resolve("/v1/tenants/" + settings.tenant() + path))
                .timeout(settings.patience())
                .header("Accept", "application/json, application/problem+json")
                .header("Authorization", "Bearer " + settings.officeKey());
    }

    private JsonNode send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        HttpResponse<String> answer = http.send(request);
        if (answer.statusCode() / 100 != 2) {
            throw new TourFailedException(request.method() + " " + request.uri() + " was answered "
                    + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    private static String encoded(String number) {
        return URLEncoder.encode(number, StandardCharsets.UTF_8);
    }
}
