/**
 * The report Lambda: its entry point, arguments, response, stage and mail. Uses the modules aws, common and warehouse,
 * and its own sub-packages.
 */
@NullMarked
package dev.madrugada.report;

import org.jspecify.annotations.NullMarked;
