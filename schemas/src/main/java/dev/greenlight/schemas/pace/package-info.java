/** How quickly a lane of a stream works: at once for what is fresh, leisurely for a backlog. */
@NullMarked
package dev.greenlight.schemas.pace;

import org.jspecify.annotations.NullMarked;
