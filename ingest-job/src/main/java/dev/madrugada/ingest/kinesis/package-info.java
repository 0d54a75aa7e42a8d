/**
 * Reads hours of a Kinesis stream, and maps the source's failures to error codes. It is the only package of this
 * module that uses the kinesis-batch source.
 */
@NullMarked
package dev.madrugada.ingest.kinesis;

import org.jspecify.annotations.NullMarked;
