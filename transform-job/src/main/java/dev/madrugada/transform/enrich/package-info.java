/**
 * What is added to parsed records: columns looked up in the folder's CSV files, and columns computed by expressions.
 * Uses parse and Spark; knows nothing of the lake.
 */
@NullMarked
package dev.madrugada.transform.enrich;

import org.jspecify.annotations.NullMarked;
