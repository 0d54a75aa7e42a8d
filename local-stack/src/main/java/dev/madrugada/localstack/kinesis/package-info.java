/**
 * Kinesis Data Streams: shards, records and iterators over append-only logs, and the preload of a day.
 * Uses the http package and the file system.
 */
@NullMarked
package dev.madrugada.localstack.kinesis;

import org.jspecify.annotations.NullMarked;
