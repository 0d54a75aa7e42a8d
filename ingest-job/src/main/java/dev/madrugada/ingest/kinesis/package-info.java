/**
 * The edge to Kinesis: a day as a window of a stream, and what its failures mean to us. The only package of this room
 * that knows the kinesis-batch source.
 */
@NullMarked
package dev.madrugada.ingest.kinesis;

import org.jspecify.annotations.NullMarked;
