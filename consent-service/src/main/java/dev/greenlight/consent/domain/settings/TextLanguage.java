package dev.greenlight.consent.domain.settings;

/** A language whose words for stop and start can be read, by its code of two letters. */
public enum TextLanguage {
    EN,
    ES,
    FR,
    PT,
    DE,
    IT,
    RU,
    ZH,
    JA,
    AR,
    HE,
    VI
}
