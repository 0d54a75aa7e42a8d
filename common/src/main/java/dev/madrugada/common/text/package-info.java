/**
 * Text functions: "did you mean" hints, formatted numbers, and the test for loopback hosts. Uses the JDK only.
 */
@NullMarked
package dev.madrugada.common.text;

import org.jspecify.annotations.NullMarked;
