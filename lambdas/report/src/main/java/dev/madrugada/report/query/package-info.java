/**
 * The report query: its parameters, the port it is asked through, its answer. Knows nothing of HTML.
 */
@NullMarked
package dev.madrugada.report.query;

import org.jspecify.annotations.NullMarked;
