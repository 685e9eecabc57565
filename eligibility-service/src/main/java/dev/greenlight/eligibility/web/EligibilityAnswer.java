package dev.greenlight.eligibility.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether an address may be used, for each audience and each customer that holds it, and why.
 *
 * @param consent what the person said
 * @param audiences one for each audience that was asked about
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EligibilityAnswer(String tenant, String address, ConsentAnswer consent, List<AudienceAnswer> audiences) {

    /**
     * @param status such as OPTED_IN; NEVER_ASKED where nothing is known
     * @param optOutScope what an opt-out ends; missing for anything else
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ConsentAnswer(
            String status,
            @Nullable String optOutScope,
            @Nullable SetBy setBy) {}

    /**
     * @param eligible whether at least one customer may be addressed there
     * @param customers one for each customer with the address on its record; empty where there is none
     * @param conditions for an address on no record: what can be said without one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AudienceAnswer(
            String audience,
            boolean eligible,
            List<CustomerAnswer> customers,
            @Nullable List<ConditionAnswer> conditions) {}

    /**
     * @param memberSince when it joined the audience; missing for one that is not in it
     * @param conditions every condition, passed or not
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CustomerAnswer(
            String customerId,
            String contactMethodId,
            boolean eligible,
            @Nullable Instant memberSince,
            List<ConditionAnswer> conditions) {}

    /**
     * @param outcome passed, failed or not-known
     * @param explanation in a sentence
     * @param exclusion the reason as the membership events name it; missing unless it failed
     * @param remedy what would make it hold, for somebody in an office; missing unless it failed
     * @param setBy what made it so; missing where nothing ever did
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ConditionAnswer(
            String condition,
            String outcome,
            String explanation,
            @Nullable String exclusion,
            @Nullable String remedy,
            @Nullable SetBy setBy) {}

    /**
     * @param eventId of the ledger entry, or the change of the customer record or of the settings
     * @param at when it took effect
     * @param by who or what
     */
    record SetBy(String eventId, Instant at, String by) {}
}
