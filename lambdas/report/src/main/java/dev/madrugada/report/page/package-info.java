/**
 * How an answer and a night's proof look: the HTML page, its charts, the CSV. Pure functions of their arguments.
 */
@NullMarked
package dev.madrugada.report.page;

import org.jspecify.annotations.NullMarked;
