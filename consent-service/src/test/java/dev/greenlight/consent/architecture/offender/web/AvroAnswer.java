package dev.greenlight.consent.architecture.offender.web;

import dev.greenlight.consent.architecture.offender.topology.SpringLane;
import dev.greenlight.schemas.consent.ConsentState;

/** Shows Avro to the web on purpose, and closes a circle. */
public record AvroAnswer(ConsentState state, SpringLane lane) {}
