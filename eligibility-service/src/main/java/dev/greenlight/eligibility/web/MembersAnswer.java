package dev.greenlight.eligibility.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the members of an audience.
 *
 * @param nextCursor missing after the last member
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MembersAnswer(
        String audience,
        List<MemberAnswer> members,
        @Nullable String nextCursor) {

    /**
     * @param contactMethodId missing in an audience of customers
     * @param address missing in an audience of customers
     * @param language missing where it is not known
     * @param since when the last of what the audience asks for came true
     * @param consentEventId the ledger entry with what the person said last; missing where nothing is recorded
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MemberAnswer(
            String customerId,
            @Nullable String contactMethodId,
            @Nullable String address,
            @Nullable String language,
            Instant since,
            @Nullable String consentEventId) {

        /** Safe for logs: the address is personal data. */
        @Override
        public String toString() {
            return "MemberAnswer[" + customerId + ", ***]";
        }
    }
}
