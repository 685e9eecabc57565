package dev.greenlight.schemas.topic;

/** A topic that must exist before any service starts. */
public sealed interface CatalogueTopic permits EventTopic, PrivateTopic {

    String name();

    TopicKind kind();

    TopicKey key();

    /** The only service that writes it. */
    Owner owner();
}
