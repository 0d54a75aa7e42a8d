/**
 * What a caller of the source may catch: one sealed family, each kind with its own cure.
 * Uses the JDK alone; every other package may use it.
 */
@NullMarked
package dev.madrugada.kinesis;

import org.jspecify.annotations.NullMarked;
