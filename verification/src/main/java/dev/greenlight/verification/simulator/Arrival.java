package dev.greenlight.verification.simulator;

/** A record that somebody outside the simulated applications puts on a topic. */
public record Arrival(String topic, LogEntry entry) {}
