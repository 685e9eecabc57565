/** The rules about the consent of one phone number at one company. */
@NullMarked
package dev.greenlight.consent.domain.consent;

import org.jspecify.annotations.NullMarked;
