package dev.greenlight.eligibility.topology;

import dev.greenlight.eligibility.mapping.News;
import dev.greenlight.eligibility.mapping.RecordPosition;
import org.jspecify.annotations.Nullable;

/** Reads the news out of a record of one topic. */
@FunctionalInterface
interface RecordReader<V> {

    /** The news; null for a record that says nothing. */
    @Nullable News read(@Nullable V value, RecordPosition position);
}
