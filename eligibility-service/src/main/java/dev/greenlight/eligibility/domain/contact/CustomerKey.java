package dev.greenlight.eligibility.domain.contact;

/** One customer of one company. */
public record CustomerKey(String tenant, String customerId) {}
