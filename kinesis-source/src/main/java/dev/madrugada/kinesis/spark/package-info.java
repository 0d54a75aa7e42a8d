/**
 * Implements Spark's DataSource V2 interfaces, from {@code format("kinesis-batch")} to the partitions of a batch. Uses
 * every other package. No other package uses this one.
 */
@NullMarked
package dev.madrugada.kinesis.spark;

import org.jspecify.annotations.NullMarked;
