/** What an operator runs to hear what is wrong between a gateway and this service. */
@NullMarked
package dev.greenlight.smsinbound.doctor;

import org.jspecify.annotations.NullMarked;
