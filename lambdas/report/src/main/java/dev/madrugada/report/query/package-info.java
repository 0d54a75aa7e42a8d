/** The report query: its parameters, the port that runs it, and its result. Does not depend on HTML. */
@NullMarked
package dev.madrugada.report.query;

import org.jspecify.annotations.NullMarked;
