/**
 * Formats a query result and a night's proof: the HTML page with its charts, the mail and the CSV. Pure functions of
 * their arguments.
 */
@NullMarked
package dev.madrugada.report.page;

import org.jspecify.annotations.NullMarked;
