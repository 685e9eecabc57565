/** The registry of schemas, over the Confluent Schema Registry API. */
@NullMarked
package dev.greenlight.schemas.registry;

import org.jspecify.annotations.NullMarked;
