/**
 * Evaluates a contract's expressions as Catalyst expressions: analysed against the columns, bound to a row, and limited
 * so that no record can end a job. Uses the contract's columns and Spark; it does not use records, reasons or the lake.
 */
@NullMarked
package dev.madrugada.transform.expression;

import org.jspecify.annotations.NullMarked;
