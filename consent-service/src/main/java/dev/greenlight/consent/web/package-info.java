/** HTTP in and out: a request becomes a command, an outcome becomes a response; queries read the stores. */
@NullMarked
package dev.greenlight.consent.web;

import org.jspecify.annotations.NullMarked;
