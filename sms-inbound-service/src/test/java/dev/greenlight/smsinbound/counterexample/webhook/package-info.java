/** Classes that break the rules of the architecture, so that each rule is seen to fail. */
@NullMarked
package dev.greenlight.smsinbound.counterexample.webhook;

import org.jspecify.annotations.NullMarked;
