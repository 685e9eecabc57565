/** The rules of edits that replace the preferences of many customers at once. */
@NullMarked
package dev.greenlight.consent.domain.edit;

import org.jspecify.annotations.NullMarked;
