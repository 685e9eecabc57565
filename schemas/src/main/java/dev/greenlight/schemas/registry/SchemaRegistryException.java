package dev.greenlight.schemas.registry;

import org.apache.kafka.common.errors.SerializationException;

/** The registry could not be reached, or refused. A kind of serialization failure, as Kafka's clients expect. */
public final class SchemaRegistryException extends SerializationException {

    private static final long serialVersionUID = 1L;

    SchemaRegistryException(String message) {
        super(message);
    }

    SchemaRegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}
