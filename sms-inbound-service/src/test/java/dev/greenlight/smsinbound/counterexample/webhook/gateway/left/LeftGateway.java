package dev.greenlight.smsinbound.counterexample.webhook.gateway.left;

import dev.greenlight.smsinbound.counterexample.webhook.gateway.right.RightGateway;

/** A gateway that leans on another one. */
public record LeftGateway(RightGateway other) {}
