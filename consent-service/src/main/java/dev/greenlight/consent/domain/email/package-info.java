/** What is known about one email address at one company, and what people and the office may change about it. */
@NullMarked
package dev.greenlight.consent.domain.email;

import org.jspecify.annotations.NullMarked;
