/**
 * Unpacks the aggregates of the Kinesis Producer Library. Pure functions of byte arrays that use only the JDK, neither
 * Spark nor the AWS SDK.
 */
@NullMarked
package dev.madrugada.kinesis.deaggregate;

import org.jspecify.annotations.NullMarked;
