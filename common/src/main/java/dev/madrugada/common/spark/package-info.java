/**
 * The Spark code that the jobs share: the job runner, sessions, reading and publishing partitions. It is the only
 * package of the module {@code common} that may use Spark.
 */
@NullMarked
package dev.madrugada.common.spark;

import org.jspecify.annotations.NullMarked;
