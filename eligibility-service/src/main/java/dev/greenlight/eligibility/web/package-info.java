/** Questions over HTTP: a request becomes a look-up, what is found becomes words. */
@NullMarked
package dev.greenlight.eligibility.web;

import org.jspecify.annotations.NullMarked;
