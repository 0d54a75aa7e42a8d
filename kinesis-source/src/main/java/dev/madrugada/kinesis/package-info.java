/**
 * The exceptions that a caller of the source may catch: one sealed hierarchy with a subclass for each kind of failure.
 * Uses only the JDK. Every other package may use this one.
 */
@NullMarked
package dev.madrugada.kinesis;

import org.jspecify.annotations.NullMarked;
