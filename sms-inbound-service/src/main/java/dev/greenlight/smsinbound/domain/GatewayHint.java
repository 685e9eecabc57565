package dev.greenlight.smsinbound.domain;

/** What the SMS gateway itself made of a text. */
public enum GatewayHint {
    NONE,
    STOP,
    START,
    HELP
}
