package dev.greenlight.smsinbound.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** What an operator can do to try a gateway's webhook. */
public sealed interface Rehearsal {

    /** The tenant has nothing that calls of this gateway are verified with. */
    record NotConfigured() implements Rehearsal {}

    /**
     * Make these calls.
     *
     * @param calls one for each secret, in the order of the configuration
     * @param signsUrl whether a changed address makes the signature wrong
     * @param signsTime whether a wrong clock makes the signature wrong
     */
    record Calls(List<SampleCall> calls, boolean signsUrl, boolean signsTime) implements Rehearsal {

        public Calls {
            calls = List.copyOf(calls);
        }
    }

    /**
     * Let the gateway call: nobody else has the key that signs.
     *
     * @param checked what was found right without a call, and what to do; a sentence or two
     */
    record OnlyTheGateway(String checked) implements Rehearsal {}

    /**
     * A call for each secret.
     *
     * @param setting the name of the list that the secrets stand in
     * @param call makes the call from the name of a secret and the secret
     */
    static <K> Rehearsal of(
            List<K> secrets,
            String setting,
            BiFunction<String, K, SampleCall> call,
            boolean signsUrl,
            boolean signsTime) {
        if (secrets.isEmpty()) {
            return new NotConfigured();
        }
        List<SampleCall> calls = new ArrayList<>(secrets.size());
        for (K secret : secrets) {
            calls.add(call.apply(setting + '[' + calls.size() + ']', secret));
        }
        return new Calls(calls, signsUrl, signsTime);
    }
}
