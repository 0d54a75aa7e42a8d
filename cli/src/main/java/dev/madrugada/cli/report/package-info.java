/**
 * Reports that stand: links to them.
 */
@NullMarked
package dev.madrugada.cli.report;

import org.jspecify.annotations.NullMarked;
