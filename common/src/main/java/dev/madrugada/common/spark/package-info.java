/**
 * What the jobs share of Spark: the runner, sessions, reading and publishing partitions. The only package of this room that may use Spark.
 */
@NullMarked
package dev.madrugada.common.spark;

import org.jspecify.annotations.NullMarked;
