/**
 * Kinesis Data Streams: streams, shards and iterators over append-only record logs, and the preload of a day's file.
 * Uses the http package and the file system.
 */
@NullMarked
package dev.madrugada.localstack.kinesis;

import org.jspecify.annotations.NullMarked;
