package dev.greenlight.consent.domain.consent;

/** Why a decision came out as it did. The names are stable codes that stand in the ledger. */
public enum Reason {
    OPT_IN_KEYWORD,
    OPT_OUT_KEYWORD,
    /** A person said stop by other means than a text, and somebody at the company wrote it down. */
    RECORDED_OPT_OUT,
    /** The opt-out names every text, whatever the company has configured. */
    NAMES_EVERY_TEXT,
    /** The opt-out names marketing texts only, whatever the company has configured. */
    NAMES_MARKETING,
    /** The company reads an opt-out as the end of every text. */
    COMPANY_STOPS_EVERYTHING,
    /** The company reads an opt-out as the end of marketing texts. */
    COMPANY_STOPS_MARKETING,
    /** The company goes by what the person replied to, which is not known, so everything ends. */
    CONTEXT_UNKNOWN,
    /** An opt-out of marketing became an opt-out of every text. */
    SCOPE_WIDENED,
    /** A late opt-in lies between an opt-out of every text and a newer one of marketing. */
    ENDS_OLDER_STOP_OF_EVERYTHING,
    ALREADY_OPTED_IN,
    ALREADY_OPTED_OUT,
    OLDER_THAN_OPT_IN,
    OLDER_THAN_OPT_OUT,
    /** Opt-in and opt-out carry the same time: the opt-out wins. */
    SAME_TIME_AS_OPT_OUT,
    TEXT_SEEN_BEFORE,
    /** Yes or no, but nothing was asked, or something else was said first. */
    NO_OPEN_REQUEST,
    /** Somebody at the company wants the person asked. */
    OFFICE_ASKS,
    /** One question at a time. */
    REQUEST_ALREADY_OPEN,
    /** Yes to an open request. */
    REQUEST_CONFIRMED,
    /** No to an open request. */
    REQUEST_DECLINED,
    /** What the person said of their own accord is the answer to the request, whatever came later. */
    CLOSES_REQUEST,
    /** The time in which the request could be answered is over. */
    REQUEST_EXPIRED,
    /** The person said no to a request lately. */
    DECLINED_LATELY,
    /** The person was asked as often as the company allows in that time. */
    ASKED_TOO_OFTEN,
    /** The number has sent more texts than are remembered, so a repeated opt-in could not be told from a new one. */
    TOO_MANY_TEXTS,
    HELP_KEYWORD,
    /** Wants a person's eyes. */
    POSSIBLE_REVOCATION,
    ALREADY_ON_HOLD,
    /** Somebody at the company read the text as a revocation. */
    REVIEWED_AS_REVOCATION,
    /** Somebody at the company read the text as conversation. */
    REVIEWED_AS_CONVERSATION,
    /** What was held for review is answered by what the person said now. */
    ENDS_HOLD,
    /** The gateway keeps the number on its own list of people who said stop. */
    ON_GATEWAY_OPT_OUT_LIST,
    /** The carrier has disconnected the number. */
    DEACTIVATED_BY_CARRIER,
    ALREADY_BLOCKED,
    /** An opt-in text makes the gateway deliver again. */
    ENDS_BLOCK,
    /** The gateway took the text for something else than we did; of the two readings the stricter counts. */
    GATEWAY_READ_IT_OTHERWISE,
    /** Written by a newer sender; not ours to guess. */
    UNKNOWN_MEANING
}
