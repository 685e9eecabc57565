package dev.greenlight.consent.domain.edit;

import dev.greenlight.consent.domain.customer.Customer.Details;
import dev.greenlight.consent.domain.customer.CustomerType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The customers that an edit is about: those that are named, or those with all of the marks.
 *
 * @param customerIds in the order of the alphabet, each once; empty where marks decide
 * @param type of the customer, or null for any
 * @param active whether the record is in use, or null for any
 * @param tags that the customer has, all of them
 */
public record Selection(
        List<String> customerIds,
        @Nullable CustomerType type,
        @Nullable Boolean active,
        List<String> tags) {

    /** As many as can be named; enough for a page that somebody has ticked by hand. */
    public static final int MOST_CUSTOMER_IDS = 1_000;

    /** Every customer of a company. */
    public static final Selection EVERYBODY = new Selection(List.of(), null, null, List.of());

    public Selection {
        customerIds = customerIds.stream().sorted().distinct().toList();
        tags = List.copyOf(tags);
    }

    public boolean namesCustomers() {
        return !customerIds.isEmpty();
    }

    /** Whether a record has the marks. */
    public boolean matches(Details details) {
        return (type == null || type == details.type())
                && (active == null || active == details.active())
                && details.tags().containsAll(tags);
    }
}
