/**
 * What all Lambda functions share: the format of the event, log lines, error codes and the failure record. Uses the
 * JDK, SLF4J, Jackson and the packages for runs and errors; it does not use AWS.
 */
@NullMarked
package dev.madrugada.common.lambda;

import org.jspecify.annotations.NullMarked;
