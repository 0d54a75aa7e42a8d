/**
 * Parses and validates the options of a read before any call to Kinesis. Creates values of {@code stream} and {@code
 * split}. Does not use Spark.
 */
@NullMarked
package dev.madrugada.kinesis.options;

import org.jspecify.annotations.NullMarked;
