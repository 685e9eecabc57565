package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.customer.Customer;
import dev.greenlight.consent.publishing.CommandPublisher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Hands over the opt-outs of a row of a list. They do not depend on the customer of the row: whoever said stop is heard
 * even where the rest of the row is wrong, or the record is newer than the list.
 */
final class ImportOptOuts {

    static final String OPT_OUTS = "optOuts";

    private final CommandPublisher commands;
    private final String tenant;
    private final ImportList list;

    ImportOptOuts(CommandPublisher commands, String tenant, ImportList list) {
        this.commands = commands;
        this.tenant = tenant;
        this.list = list;
    }

    /** @param fields are told where there are too many, or no list of them */
    CompletableFuture<List<OptOutAnswer>> send(ImportRows.ReadableRow row, JsonFields fields, Instant now) {
        List<CompletableFuture<OptOutAnswer>> answers = new ArrayList<>();
        String country = country(row.object());
        for (JsonFields one : fields.elements(OPT_OUTS, Customer.MOST_CONTACT_METHODS)) {
            answers.add(send(one, country, row, answers.size(), now));
        }
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(all -> answers.stream().map(CompletableFuture::join).toList());
    }

    private CompletableFuture<OptOutAnswer> send(
            JsonFields fields, String country, ImportRows.ReadableRow row, int index, Instant now) {
        String text = fields.text(OptOutRequests.NUMBER, 64);
        fields.require(OptOutRequests.NUMBER);
        String number = "";
        if (text != null) {
            switch (PhoneNumbers.read(text, country)) {
                case PhoneReading.Number read -> number = read.e164();
                case PhoneReading.Refused refused -> fields.add(OptOutRequests.NUMBER, refused.rule());
            }
        }
        OptOutRequests.Said said;
        try {
            said = OptOutRequests.readOfList(fields, list.takenAt(), now);
        } catch (ProblemException e) {
            return CompletableFuture.completedFuture(OptOutAnswer.refused(e, row.errorsOf(e)));
        }
        String read = number;
        var recorded = said.recorded(commandId(row.number(), index, said), list.origin(row.number()), now);
        return commands.send(tenant, read, recorded).thenApply(result -> OptOutAnswer.of(read, result));
    }

    /** With what it says: a list that is corrected and sent under the same name must not be taken for the old one. */
    private String commandId(long row, int index, OptOutRequests.Said said) {
        String scope = said.scope() == null ? "" : said.scope().name();
        return list.commandId(row) + ":" + index + ":" + said.receivedAt().toEpochMilli() + ":" + scope;
    }

    /** As far as it can be told without the rest of the row, which may be wrong. */
    private static String country(ObjectNode object) {
        JsonNode country = object.path("address").path("country");
        return country.isString()
                ? country.stringValue().toUpperCase(Locale.ROOT)
                : PostalAddressRequests.DEFAULT_COUNTRY;
    }
}
