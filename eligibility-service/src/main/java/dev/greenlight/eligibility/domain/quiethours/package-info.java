/** When marketing texts may arrive, by the rules of every place where the phone can be. */
@NullMarked
package dev.greenlight.eligibility.domain.quiethours;

import org.jspecify.annotations.NullMarked;
