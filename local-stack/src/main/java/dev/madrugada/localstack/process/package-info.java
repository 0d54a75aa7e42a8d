/** Processes that the stack and its tests start. Uses only the JDK. */
@NullMarked
package dev.madrugada.localstack.process;

import org.jspecify.annotations.NullMarked;
