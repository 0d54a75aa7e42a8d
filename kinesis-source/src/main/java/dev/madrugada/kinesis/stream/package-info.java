/**
 * The port to the stream, and its adapter to AWS; no other package knows the AWS SDK.
 * Knows neither Spark nor windows.
 */
@NullMarked
package dev.madrugada.kinesis.stream;

import org.jspecify.annotations.NullMarked;
