/**
 * The edge of every Lambda function: the shape of its event, its log lines, the code of what it throws, its failure
 * record. Uses the JDK, SLF4J, Jackson and the packages for runs and errors; nothing of AWS.
 */
@NullMarked
package dev.madrugada.common.lambda;

import org.jspecify.annotations.NullMarked;
