/** A walk through the product against what runs; it fails where something does not happen, so it is a check too. */
@NullMarked
package dev.greenlight.localstack.tour;

import org.jspecify.annotations.NullMarked;
