/**
 * The arguments every job takes, the same on Glue, spark-submit and in the state machine. Uses the JDK and SLF4J.
 */
@NullMarked
package dev.madrugada.common.arguments;

import org.jspecify.annotations.NullMarked;
