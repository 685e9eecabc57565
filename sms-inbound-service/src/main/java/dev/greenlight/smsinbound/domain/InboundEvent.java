package dev.greenlight.smsinbound.domain;

/** What a gateway has to tell: a person's text, or that it cannot reach a person. */
public sealed interface InboundEvent permits InboundText, BlockedNumber {}
