/**
 * Compares how fast a window is read: by kinesis-batch, by a bare SDK loop, and by a socket without a decoder. Each of
 * the three runs in a process of its own, against the local Kinesis in another process.
 */
@NullMarked
package dev.madrugada.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
