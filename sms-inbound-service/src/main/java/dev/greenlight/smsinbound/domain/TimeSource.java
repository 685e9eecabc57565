package dev.greenlight.smsinbound.domain;

/** Whose clock gave a time. */
public enum TimeSource {
    GATEWAY,
    GREENLIGHT
}
