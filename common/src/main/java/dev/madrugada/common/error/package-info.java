/** Errors as values: the error codes, their categories, and the exceptions that carry them. Uses the JDK only. */
@NullMarked
package dev.madrugada.common.error;

import org.jspecify.annotations.NullMarked;
