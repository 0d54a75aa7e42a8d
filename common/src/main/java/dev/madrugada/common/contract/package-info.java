/**
 * A dataset's folder as values: its columns, key, days, lookups, and the digests a run record carries. Knows nothing of Spark.
 */
@NullMarked
package dev.madrugada.common.contract;

import org.jspecify.annotations.NullMarked;
