package dev.greenlight.smsinbound.doctor;

import dev.greenlight.smsinbound.doctor.Answer.Heard;

/** What an answer means that the gateway's own check of a signature did not give. */
final class Diagnosis {

    private Diagnosis() {}

    /** A sentence or two for the operator. */
    static String of(Heard answer) {
        if (answer.problem() != null) {
            return ofProblem(answer, answer.problem());
        }
        int status = answer.status();
        if (status >= 300 && status < 400) {
            return "Redirected (" + status + ") to " + answer.location()
                    + ". Gateways do not follow, or lose the text on the way: give them the last address, or let the proxy"
                    + " pass calls on.";
        }
        return switch (status) {
            case 401, 403 ->
                "Something before the service wants to know who calls (" + status
                        + "). Let /webhooks/ through: gateways prove themselves by their signatures.";
            case 404 ->
                "There is something at this address, but not this service (404). Look at the path that the proxy passes"
                        + " on: the service wants /webhooks/{gateway}/{tenant}.";
            case 502, 503, 504 ->
                "The proxy answers, and does not reach the service (" + status + "). Is it running, and on that port?";
            default ->
                "The answer (" + status + ") is not this service's. Does the proxy send this address somewhere else?";
        };
    }

    private static String ofProblem(Heard answer, String problem) {
        return switch (problem) {
            case "log-unavailable" ->
                "The service takes the call and cannot store texts: look at the brokers and at the service's log.";
            case "gateway-unreachable" -> "The service cannot reach the gateway: does a firewall stop it?";
            case "unknown-gateway" -> "The service that runs does not know this gateway: is it an older version?";
            case "not-found" ->
                "The call reaches Greenlight under another path. Let the proxy pass on /webhooks/{gateway}/{tenant}, and"
                        + " give --url without it.";
            case "internal" -> "The service failed: look at its log.";
            case "request-timeout" -> "The service got no whole body: look at the proxy.";
            case "method-not-allowed", "unsupported-content", "missing-fields", "too-large", "invalid-request" ->
                "The service did not get the call as it was made (" + problem
                        + "): something on the way changes its method, its content type or its body.";
            default -> "The service answered " + answer.status() + " " + problem + ": look at its log.";
        };
    }
}
