package dev.greenlight.eligibility.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of a company's phone numbers.
 *
 * @param numbers in the order of the numbers
 * @param counts of all the company's numbers, by status
 * @param nextCursor missing after the last number
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PhoneNumbersAnswer(
        List<PhoneNumberAnswer> numbers,
        Map<String, Long> counts,
        @Nullable String nextCursor) {

    /**
     * @param optOutScope what an opt-out ends; missing for anything else
     * @param since when the status began; missing for a number that was never asked
     * @param setBy what set the status, as {@code since}
     * @param pendingUntil until when the open request can be answered; missing where there is none
     * @param customers who has the number; empty for one that only ever sent texts
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PhoneNumberAnswer(
            String number,
            String status,
            @Nullable String optOutScope,
            @Nullable Instant since,
            @Nullable String setBy,
            @Nullable Instant pendingUntil,
            List<HolderAnswer> customers) {}

    /** @param marketingUpdates the switch of this contact method, which the office sets */
    record HolderAnswer(String customerId, String contactMethodId, boolean mobile, boolean marketingUpdates) {}
}
