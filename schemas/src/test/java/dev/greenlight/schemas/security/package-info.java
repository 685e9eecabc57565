/** An issuer of tokens, for tests of the services that take them. */
@NullMarked
package dev.greenlight.schemas.security;

import org.jspecify.annotations.NullMarked;
