/**
 * Takes apart what the Kinesis Producer Library packed into one record.
 * Pure functions of bytes: uses the JDK alone, knows neither the stream nor Spark.
 */
@NullMarked
package dev.madrugada.kinesis.deaggregate;

import org.jspecify.annotations.NullMarked;
