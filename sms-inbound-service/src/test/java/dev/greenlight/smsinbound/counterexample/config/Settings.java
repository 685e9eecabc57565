package dev.greenlight.smsinbound.counterexample.config;

import dev.greenlight.smsinbound.counterexample.domain.ClockManager;

/** Closes a cycle. */
public record Settings(boolean late, ClockManager manager) {}
