package dev.greenlight.eligibility.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.greenlight.eligibility.web.EligibilityAnswer.ConditionAnswer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a customer may be addressed, for each audience and each contact method of the record, and why.
 *
 * @param audiences one for each audience that was asked about
 */
record CustomerEligibilityAnswer(String tenant, String customerId, List<CustomerAudienceAnswer> audiences) {

    /**
     * @param eligible whether the customer may be addressed, of an audience of addresses by at least one contact method
     * @param contactMethods in the order of the record; empty for a customer that nothing is known about, and in an
     *     audience of customers
     * @param memberSince when the customer joined an audience of customers; missing for one that is not in it
     * @param conditions every condition of an audience of customers, passed or not; missing of an audience of addresses
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CustomerAudienceAnswer(
            String audience,
            boolean eligible,
            List<MethodAnswer> contactMethods,
            @Nullable Instant memberSince,
            @Nullable List<ConditionAnswer> conditions) {}

    /**
     * @param memberSince when it joined the audience; missing for one that is not in it
     * @param conditions every condition, passed or not
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MethodAnswer(
            String address,
            String contactMethodId,
            boolean eligible,
            @Nullable Instant memberSince,
            List<ConditionAnswer> conditions) {}
}
