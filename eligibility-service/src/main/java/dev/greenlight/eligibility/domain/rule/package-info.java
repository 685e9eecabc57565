/** What an audience asks for, as data, and the one function that checks it. */
@NullMarked
package dev.greenlight.eligibility.domain.rule;

import org.jspecify.annotations.NullMarked;
