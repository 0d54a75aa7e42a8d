/**
 * Commits of published partitions to tables that others read: Delta and Iceberg. Uses common, aws and Iceberg's core; no
 * Spark, and no Parquet: what a commit says of a file comes from its manifest.
 */
@NullMarked
package dev.madrugada.formats;

import org.jspecify.annotations.NullMarked;
