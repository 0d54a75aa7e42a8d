/**
 * What an Iceberg table keeps beside its files: the ids of its columns, and the port to the place that names its current
 * metadata. Uses neither Iceberg nor Spark.
 */
@NullMarked
package dev.madrugada.common.iceberg;

import org.jspecify.annotations.NullMarked;
