/** How fast, against what the broker and the web server can do by themselves, in one run on one machine. */
@NullMarked
package dev.greenlight.bench;

import org.jspecify.annotations.NullMarked;
