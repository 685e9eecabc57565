package dev.greenlight.smsinbound.doctor;

import dev.greenlight.smsinbound.doctor.Answer.Heard;
import dev.greenlight.smsinbound.doctor.Answer.Unheard;
import dev.greenlight.smsinbound.webhook.ReceiveTime;
import dev.greenlight.smsinbound.webhook.Rehearsable;
import dev.greenlight.smsinbound.webhook.Rehearsal;
import dev.greenlight.smsinbound.webhook.SampleCall;
import dev.greenlight.smsinbound.webhook.SampleText;
import dev.greenlight.smsinbound.webhook.SmsGateway;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes signed calls that mean nothing, and finds out from the answers what is wrong.
 *
 * <p>The service says the same of a wrong signature, an unknown tenant and a foreign number. They are told apart by what
 * is tried: a sender that is no phone number is let pass before the receiver is looked at, and a signature over another
 * address or another time shows what the service believes.
 */
final class Doctor {

    private static final String BODY = "Greenlight tries its webhook";

    /** No phone number, so nobody asks whether the receiver is the tenant's. */
    private static final String NOBODY = "GREENLIGHT";

    /** A number that is kept for stories. */
    private static final String PERSON = "+12025550100";

    private static final Duration WORTH_A_LOOK = Duration.ofSeconds(30);

    private final WebhookCaller caller;
    private final Clock clock;
    private final String publicUrl;
    private final List<String> guesses;

    /**
     * @param publicUrl that gateways call, without {@code /webhooks}
     * @param guesses what the service may believe instead
     */
    Doctor(WebhookCaller caller, Clock clock, String publicUrl, List<String> guesses) {
        this.caller = caller;
        this.clock = clock;
        this.publicUrl = publicUrl;
        this.guesses = guesses;
    }

    /** Empty for a gateway that the tenant does not use. */
    List<Finding> examine(String tenant, List<String> numbers, SmsGateway gateway) {
        if (!(gateway instanceof Rehearsable rehearsable)) {
            return List.of();
        }
        var visit = new Visit(tenant, numbers, gateway, rehearsable);
        return switch (rehearsable.rehearse(visit.text(NOBODY, PERSON))) {
            case Rehearsal.NotConfigured nothing -> List.of();
            case Rehearsal.OnlyTheGateway only -> visit.reach(only);
            case Rehearsal.Calls calls -> visit.examine(calls);
        };
    }

    /** One gateway of one tenant. */
    private final class Visit {

        private final List<String> numbers;
        private final SmsGateway gateway;
        private final Rehearsable rehearsable;
        private final String tenant;
        private final String path;

        Visit(String tenant, List<String> numbers, SmsGateway gateway, Rehearsable rehearsable) {
            this.tenant = tenant;
            this.numbers = numbers;
            this.gateway = gateway;
            this.rehearsable = rehearsable;
            this.path = "/webhooks/" + gateway.name() + '/' + tenant;
        }

        SampleText text(String from, String to) {
            Instant now = clock.instant();
            String id = "greenlight-doctor-" + now.toEpochMilli();
            return new SampleText(tenant, publicUrl + path, id, from, to, BODY, now);
        }

        /** An unsigned call, which the service has to refuse in its own words. */
        List<Finding> reach(Rehearsal.OnlyTheGateway only) {
            List<Finding> wrong = withoutNumbers();
            switch (call(SampleCall.of("", "application/json", Map.of(), "{}"))) {
                case Heard heard ->
                    wrong.addAll(
                            heard.is("unverified")
                                    ? wrongClock(skew(heard))
                                    : List.of(Finding.wrong(Diagnosis.of(heard))));
                case Unheard unheard -> wrong.add(Finding.wrong(unheard.why()));
            }
            return wrong.isEmpty()
                    ? List.of(Finding.right("The address reaches the service. " + only.checked()))
                    : wrong;
        }

        List<Finding> examine(Rehearsal.Calls calls) {
            List<Finding> wrong = withoutNumbers();
            int accepted = -1;
            Duration skew = Duration.ZERO;
            for (int secret = 0; secret < calls.calls().size(); secret++) {
                Answer answer = call(secret, text(NOBODY, numbers.isEmpty() ? PERSON : numbers.getFirst()));
                if (answer instanceof Heard heard && isAccepted(heard)) {
                    accepted = secret;
                    skew = skew(heard);
                } else if (answer instanceof Heard heard && heard.is("unverified")) {
                    wrong.add(Finding.wrong(unverified(calls, secret, heard)));
                } else {
                    wrong.add(Finding.wrong(
                            answer instanceof Heard heard ? Diagnosis.of(heard) : ((Unheard) answer).why()));
                    return wrong; // the others would meet the same
                }
            }
            if (accepted >= 0) {
                wrong.addAll(foreignNumbers(accepted));
                wrong.addAll(wrongClock(skew));
            }
            return wrong.isEmpty() ? List.of(allRight(calls, skew)) : wrong;
        }

        private List<Finding> withoutNumbers() {
            List<Finding> wrong = new ArrayList<>();
            if (numbers.isEmpty()) {
                wrong.add(Finding.wrong("The tenant has no numbers, so every text is refused: list them under"
                        + " greenlight.sms-inbound.tenants." + tenant + ".numbers."));
            }
            return wrong;
        }

        private List<Finding> wrongClock(Duration skew) {
            return skew.abs().compareTo(ReceiveTime.MOST_AHEAD) > 0
                    ? List.of(Finding.wrong(clocks(skew) + " Set the wrong one."))
                    : List.of();
        }

        private Finding allRight(Rehearsal.Calls calls, Duration skew) {
            String clocks = skew.abs().compareTo(WORTH_A_LOOK) > 0 ? " " + clocks(skew) : "";
            return Finding.right(
                    "All right: " + calls.calls().size() + " secret(s), " + numbers.size() + " number(s)." + clocks);
        }

        private List<Finding> foreignNumbers(int secret) {
            List<Finding> wrong = new ArrayList<>();
            for (int number = 0; number < numbers.size(); number++) {
                Answer answer = call(secret, text(PERSON, numbers.get(number)));
                if (answer instanceof Unheard unheard) {
                    wrong.add(Finding.wrong(unheard.why()));
                } else if (answer instanceof Heard heard && !isAccepted(heard)) {
                    String listed = "greenlight.sms-inbound.tenants." + tenant + ".numbers[" + number + "]";
                    wrong.add(Finding.wrong(
                            heard.is("unverified")
                                    ? "The service that runs does not own " + listed
                                            + " for this tenant: start it anew with this configuration."
                                    : listed + ": " + Diagnosis.of(heard)));
                }
            }
            return wrong;
        }

        private String unverified(Rehearsal.Calls calls, int secret, Heard heard) {
            Instant theirs = heard.date();
            SampleText text = text(NOBODY, PERSON);
            if (calls.signsTime() && theirs != null && skew(heard).abs().compareTo(WORTH_A_LOOK) > 0) {
                if (isAccepted(call(secret, text.at(theirs)))) {
                    return clocks(skew(heard)) + " Too far for a signature to hold: set the wrong one, with NTP.";
                }
            }
            if (calls.signsUrl()) {
                Optional<String> believed = guesses.stream()
                        .filter(guess -> isAccepted(call(secret, text.withUrl(guess + path))))
                        .findFirst();
                if (believed.isPresent()) {
                    return "The service believes that it is called at " + believed.get() + path + ", and gateways sign "
                            + publicUrl + path + ": set greenlight.sms-inbound.public-url to " + publicUrl + '.';
                }
            }
            return "Signed with " + calls.calls().get(secret).secret()
                    + " and refused. The service that runs has another"
                    + " value, or does not know the tenant: start it anew with this configuration."
                    + (calls.signsUrl()
                            ? " Or a proxy changes the address in a way that was not guessed: compare"
                                    + " greenlight.sms-inbound.public-url with what stands at the gateway."
                            : "");
        }

        private String clocks(Duration skew) {
            return "The clock at the service, or that of a proxy, is "
                    + skew.abs().toSeconds() + " s " + (skew.isNegative() ? "behind" : "ahead of") + " the one here.";
        }

        private Duration skew(Heard heard) {
            return heard.date() == null ? Duration.ZERO : Duration.between(clock.instant(), heard.date());
        }

        private boolean isAccepted(Answer answer) {
            return answer instanceof Heard heard
                    && heard.status() == 200
                    && Arrays.equals(heard.body(), gateway.ignored().response().getBody());
        }

        private Answer call(int secret, SampleText text) {
            return rehearsable.rehearse(text) instanceof Rehearsal.Calls calls
                    ? call(calls.calls().get(secret))
                    : new Unheard("The configuration changed meanwhile.");
        }

        private Answer call(SampleCall call) {
            return caller.call(URI.create(publicUrl + path), call);
        }
    }
}
