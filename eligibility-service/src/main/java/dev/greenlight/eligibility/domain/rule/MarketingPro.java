package dev.greenlight.eligibility.domain.rule;

/** Which edition of Marketing Pro a company has. */
public enum MarketingPro {
    /** Something that a newer version of consent-service knows and we do not: the rules of each edition count. */
    UNKNOWN,
    NONE,
    V1,
    V2
}
