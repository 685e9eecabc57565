package dev.greenlight.consent.web;

import dev.greenlight.consent.domain.consent.OptInAsk;
import dev.greenlight.consent.domain.consent.OptInRequest.Origin;
import dev.greenlight.consent.domain.consent.OptInSource;
import dev.greenlight.consent.domain.customer.ContactMethodType;
import dev.greenlight.consent.domain.customer.Customer;
import dev.greenlight.consent.domain.customer.CustomerCommand;
import dev.greenlight.consent.domain.customer.CustomerCommand.Fields;
import dev.greenlight.consent.domain.customer.CustomerCommand.Kind;
import dev.greenlight.consent.domain.customer.PostalAddress;
import dev.greenlight.consent.domain.email.EmailAct;
import dev.greenlight.consent.mapping.OptInMapper;
import dev.greenlight.schemas.topic.TopicKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a row of a list asks for: a customer as in a PUT, and who of it is to be asked to opt in. */
final class ImportRequests {

    private static final String CUSTOMER_ID = "customerId";
    private static final String OPT_INS = "optIns";
    private static final String NUMBER = "number";
    private static final String EMAIL = "email";
    private static final String DISCLOSURE = "disclosure";
    private static final String EVIDENCE = "evidence";

    private ImportRequests() {}

    /** A row that is as it must be. */
    record ImportRequest(String customerId, CustomerCommand command, List<Asked> optIns) {}

    /** Somebody who is said to have opted in elsewhere, and can therefore be asked. */
    sealed interface Asked {}

    /** By a text. */
    record AskedNumber(String number, OptInAsk ask) implements Asked {}

    /** By an email. */
    record AskedEmail(String email, EmailAct.Ask ask) implements Asked {}

    /** Of a number or of an email address. */
    private record Claim(
            @Nullable String number,
            @Nullable String email,
            @Nullable String disclosure,
            String evidence) {}

    /**
     * @param row from which what is no field of a customer is taken out
     * @param fields its own, with what has been found wrong already
     * @throws ProblemException with what is wrong with the row
     */
    static ImportRequest read(ImportRows.ReadableRow row, JsonFields fields, ImportList list, Instant now) {
        fields.require(CUSTOMER_ID);
        String customerId = fields.text(CUSTOMER_ID, 64);
        if (customerId != null && !TopicKeys.isCustomerId(customerId)) {
            fields.add(CUSTOMER_ID, "must be 1 to 64 letters, digits, dots, hyphens and underscores");
        }
        List<Claim> claims = fields.objects(OPT_INS, Customer.MOST_CONTACT_METHODS, ImportRequests::claim);
        if (claims != null && !list.mayAskToOptIn(now)) {
            fields.add(OPT_INS, "are taken only within seven days of takenAt");
        }
        row.object().remove(List.of(CUSTOMER_ID, OPT_INS, ImportOptOuts.OPT_OUTS));
        Fields asked = CustomerRequests.read(fields, Kind.REPLACE);
        String origin = list.origin(row.number());
        String commandId = list.commandId(row.number());
        return new ImportRequest(
                Objects.requireNonNull(customerId, "checked above"),
                new CustomerCommand(commandId, Kind.IMPORT, null, list.takenAt(), origin, asked),
                claims == null ? List.of() : optIns(fields, claims, asked, commandId, origin, now));
    }

    private static @Nullable Claim claim(JsonFields fields) {
        fields.allowOnly(Set.of(NUMBER, EMAIL, DISCLOSURE, EVIDENCE));
        if (!fields.isNamed(EMAIL)) {
            fields.require(NUMBER);
        } else if (fields.isNamed(NUMBER)) {
            fields.add(NUMBER, "must not be there beside email");
        }
        fields.require(EVIDENCE);
        String number = fields.text(NUMBER, 64);
        String email = fields.text(EMAIL, EmailAddresses.LONGEST);
        String disclosure = fields.text(DISCLOSURE, OptInRequestController.LONGEST_DISCLOSURE);
        String evidence = fields.text(EVIDENCE, OptInRequestController.LONGEST_EVIDENCE);
        return number == null && email == null || evidence == null
                ? null
                : new Claim(number, email, disclosure, evidence);
    }

    private static List<Asked> optIns(
            JsonFields fields, List<Claim> claims, Fields asked, String commandId, String origin, Instant now) {
        PostalAddress address = asked.address();
        String country = address == null ? PostalAddressRequests.DEFAULT_COUNTRY : address.country();
        List<Asked> optIns = new ArrayList<>(claims.size());
        for (int i = 0; i < claims.size(); i++) {
            Claim claim = claims.get(i);
            String requestId = commandId + ":" + i;
            String disclosure = claim.disclosure() == null ? "" : claim.disclosure();
            var why = new Origin(OptInSource.IMPORT, disclosure, claim.evidence(), origin);
            if (claim.email() != null) {
                if (EmailAddresses.read(claim.email()) instanceof EmailReading.Address email
                        && isOf(asked, ContactMethodType.EMAIL, email.canonical())) {
                    optIns.add(new AskedEmail(email.canonical(), new EmailAct.Ask(requestId, now, why, false)));
                } else {
                    fields.add(OPT_INS + "[" + i + "]." + EMAIL, "must be an EMAIL of the row");
                }
            } else if (claim.number() != null
                    && PhoneNumbers.read(claim.number(), country) instanceof PhoneReading.Number number
                    && isOf(asked, ContactMethodType.MOBILE, number.e164())) {
                optIns.add(new AskedNumber(
                        number.e164(), new OptInAsk(OptInMapper.eventId(requestId), requestId, why, now)));
            } else {
                fields.add(OPT_INS + "[" + i + "]." + NUMBER, "must be a MOBILE of the row");
            }
        }
        fields.check();
        return optIns;
    }

    private static boolean isOf(Fields asked, ContactMethodType type, String value) {
        return asked.contactMethods() != null
                && asked.contactMethods().stream()
                        .anyMatch(method -> method.type() == type && value.equals(method.value()));
    }
}
