package dev.greenlight.smsinbound.counterexample.webhook.gateway.right;

/** A gateway that another one leans on. */
public record RightGateway(String name) {}
