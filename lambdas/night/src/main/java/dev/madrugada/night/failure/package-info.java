/**
 * What follows a failure: which code it has, whether its stage is retried, and what people are told. Pure: the failure
 * record and the randomness are given. Uses the table of stages and common.
 */
@NullMarked
package dev.madrugada.night.failure;

import org.jspecify.annotations.NullMarked;
