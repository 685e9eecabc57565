package dev.greenlight.verification.history;

/**
 * How large a history is and how often the unlikely happens in it.
 *
 * @param hotNumbers numbers that nearly all texts and contact methods share, so that they meet often
 * @param lateTexts share of texts that are older than what has arrived, in percent
 * @param repeats share of arrivals that repeat an earlier text, in percent
 * @param customersVanish whether customer records are removed for good
 * @param longestQuietHours the longest time in which nothing arrives
 */
public record HistoryShape(
        int events,
        int tenants,
        int hotNumbers,
        int customers,
        int lateTexts,
        int repeats,
        boolean customersVanish,
        int longestQuietHours) {

    /** As in faults that matter: many events on few numbers, and now and then longer quiet than ids are remembered. */
    public static final HistoryShape HOT = new HistoryShape(1_000, 2, 20, 30, 20, 12, true, 10 * 24);

    public HistoryShape withEvents(int count) {
        return new HistoryShape(
                count, tenants, hotNumbers, customers, lateTexts, repeats, customersVanish, longestQuietHours);
    }

    public HistoryShape withLastingCustomers() {
        return new HistoryShape(events, tenants, hotNumbers, customers, lateTexts, repeats, false, longestQuietHours);
    }

    public HistoryShape withQuietOfAtMostHours(int hours) {
        return new HistoryShape(events, tenants, hotNumbers, customers, lateTexts, repeats, customersVanish, hours);
    }
}
