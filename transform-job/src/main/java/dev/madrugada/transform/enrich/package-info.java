/**
 * Adds columns to parsed records: columns from lookups (the folder's CSV files) and columns computed by expressions.
 * Uses parse, expression and Spark; it does not use the lake.
 */
@NullMarked
package dev.madrugada.transform.enrich;

import org.jspecify.annotations.NullMarked;
