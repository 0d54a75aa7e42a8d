/**
 * Expressions of a dataset as Catalyst's: analysed against the columns, bound to a row, and limited so that no record
 * can end a job. Uses the contract's columns and Spark; knows nothing of records, reasons or the lake.
 */
@NullMarked
package dev.madrugada.transform.expression;

import org.jspecify.annotations.NullMarked;
