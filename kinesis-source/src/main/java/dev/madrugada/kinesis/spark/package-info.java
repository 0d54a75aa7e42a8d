/**
 * The edge to Spark's planner: from {@code format("kinesis-batch")} to a batch of partitions.
 * Uses every other package; none uses it.
 */
@NullMarked
package dev.madrugada.kinesis.spark;

import org.jspecify.annotations.NullMarked;
