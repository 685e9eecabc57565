package dev.greenlight.consent.mapping;

import dev.greenlight.consent.domain.consent.OptInRequest.Origin;
import dev.greenlight.consent.domain.email.Authority;
import dev.greenlight.consent.domain.email.EmailAct;
import dev.greenlight.consent.domain.email.EmailAct.Answer;
import dev.greenlight.consent.domain.email.EmailAct.Ask;
import dev.greenlight.consent.domain.email.EmailAct.Lift;
import dev.greenlight.consent.domain.email.EmailAct.Suppress;
import dev.greenlight.consent.domain.email.SuppressionReason;
import dev.greenlight.consent.stored.StoredEmailAct;
import dev.greenlight.consent.stored.StoredEmailCommand;
import java.time.Instant;
import java.util.Objects;

/** Commands about email addresses to their topic and back. */
public final class EmailCommandMapper {

    /** What the link of an email is sent, by RFC 8058. */
    public static final String ONE_CLICK = "List-Unsubscribe=One-Click";

    private static final String PERSON = "the person";

    private EmailCommandMapper() {}

    /**
     * What the office suppresses or lifts.
     *
     * @param note why, in the office's words; may be empty
     */
    public static StoredEmailCommand toStored(
            String tenant, String address, EmailAct act, String note, String askedBy) {
        return command(tenant, address, act, note, askedBy).build();
    }

    /**
     * What a person wants who has used the link of an email.
     *
     * @param list that the link was made for; may be empty
     */
    public static StoredEmailCommand toUnsubscribe(
            String commandId, String tenant, String address, String list, Instant at) {
        var act = new Suppress(commandId, at, SuppressionReason.UNSUBSCRIBE);
        return command(tenant, address, act, "", PERSON)
                .setAct(StoredEmailAct.UNSUBSCRIBE)
                .setList(list)
                .build();
    }

    /**
     * That a person is to be asked to opt in.
     *
     * @param confirmUrl by which the person can answer
     */
    public static StoredEmailCommand toStored(String tenant, String address, Ask ask, String confirmUrl) {
        Origin origin = ask.origin();
        return command(tenant, address, ask, "", origin.askedBy())
                .setSource(OptInMapper.toStored(origin.source()))
                .setDisclosure(origin.disclosure())
                .setEvidence(origin.evidence())
                .setConfirmUrl(confirmUrl)
                .build();
    }

    /** What a person has answered, with what can be shown for it. */
    public static StoredEmailCommand toStored(
            String tenant, String address, Answer answer, String ipAddress, String userAgent) {
        return command(tenant, address, answer, "", PERSON)
                .setRequestId(answer.requestId())
                .setIpAddress(ipAddress)
                .setUserAgent(userAgent)
                .build();
    }

    public static EmailAct toAct(StoredEmailCommand command) {
        String commandId = command.getCommandId();
        Instant at = command.getAskedAt();
        return switch (command.getAct()) {
            case SUPPRESS, UNSUBSCRIBE ->
                new Suppress(commandId, at, EmailMapper.fromStored(Objects.requireNonNull(command.getReason())));
            case UNSUPPRESS -> new Lift(commandId, at, Authority.OFFICE);
            case UNSUPPRESS_AS_ADMIN -> new Lift(commandId, at, Authority.ADMIN);
            case ASK -> new Ask(commandId, at, originOf(command), false);
            case ASK_BY_FORM -> new Ask(commandId, at, originOf(command), true);
            case AGREE -> new Answer(commandId, at, command.getRequestId(), true);
            case DECLINE -> new Answer(commandId, at, command.getRequestId(), false);
            case UNKNOWN -> throw new IllegalStateException("Written by a newer version: upgrade first");
        };
    }

    private static Origin originOf(StoredEmailCommand command) {
        return new Origin(
                OptInMapper.toSource(Objects.requireNonNull(command.getSource())),
                command.getDisclosure(),
                command.getEvidence(),
                command.getAskedBy());
    }

    private static StoredEmailCommand.Builder command(
            String tenant, String address, EmailAct act, String note, String askedBy) {
        return StoredEmailCommand.newBuilder()
                .setCommandId(act.commandId())
                .setTenant(tenant)
                .setAddress(address)
                .setAct(actOf(act))
                .setReason(act instanceof Suppress suppress ? EmailMapper.toStored(suppress.reason()) : null)
                .setList("")
                .setNote(note)
                .setAskedAt(act.at())
                .setAskedBy(askedBy);
    }

    private static StoredEmailAct actOf(EmailAct act) {
        return switch (act) {
            case Suppress suppress -> StoredEmailAct.SUPPRESS;
            case Lift lift ->
                lift.authority() == Authority.ADMIN ? StoredEmailAct.UNSUPPRESS_AS_ADMIN : StoredEmailAct.UNSUPPRESS;
            case Ask ask -> ask.byForm() ? StoredEmailAct.ASK_BY_FORM : StoredEmailAct.ASK;
            case Answer answer -> answer.yes() ? StoredEmailAct.AGREE : StoredEmailAct.DECLINE;
        };
    }
}
