package dev.greenlight.verification.history;

/**
 * How large a history is and how often the unlikely happens in it.
 *
 * @param hotNumbers numbers that nearly all texts and contact methods share, so that they meet often
 * @param lateTexts share of texts that are older than what has arrived, in percent
 * @param repeats share of arrivals that repeat an earlier text, in percent
 */
public record HistoryShape(
        int events, int tenants, int hotNumbers, int customers, int lateTexts, int repeats, boolean customersVanish) {

    /** As in faults that matter: many events on few numbers. */
    public static final HistoryShape HOT = new HistoryShape(1_000, 2, 20, 30, 20, 12, true);

    public HistoryShape withEvents(int count) {
        return new HistoryShape(count, tenants, hotNumbers, customers, lateTexts, repeats, customersVanish);
    }

    public HistoryShape withLastingCustomers() {
        return new HistoryShape(events, tenants, hotNumbers, customers, lateTexts, repeats, false);
    }
}
