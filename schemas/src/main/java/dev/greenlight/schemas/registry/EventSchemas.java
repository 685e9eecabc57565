package dev.greenlight.schemas.registry;

import dev.greenlight.schemas.topic.EventTopic;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** The schemas of the shared topics, and how they come into a registry. */
public final class EventSchemas {

    /** Every version reads every other, so services are upgraded and rolled back in any order. */
    public static final String COMPATIBILITY = "FULL_TRANSITIVE";

    private EventSchemas() {}

    /** The schema as our classes write it, which is not the text of the file: it says that strings are Java strings. */
    public static Schema written(EventTopic<?> topic) {
        return SpecificData.get().getSchema(topic.eventType());
    }

    /**
     * Sets the compatibility of each subject, then registers each schema. Doing it again changes nothing.
     *
     * @throws SchemaRegistryException when the registry cannot be reached or refuses a schema as incompatible
     */
    public static void register(SchemaRegistry registry) {
        for (EventTopic<?> topic : EventTopic.ALL) {
            // before, so that a newer version is held to it; after, because some registries want the subject first
            registry.setCompatibility(topic.valueSubject(), COMPATIBILITY);
            registry.register(topic.valueSubject(), written(topic));
            if (!registry.setCompatibility(topic.valueSubject(), COMPATIBILITY)) {
                throw new SchemaRegistryException(
                        "The registry does not hold " + topic.valueSubject() + " to a compatibility");
            }
        }
    }
}
