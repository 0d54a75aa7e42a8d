/**
 * How fast a window is read: kinesis-batch, a bare SDK loop and a socket that only drains, each in a process of its own,
 * against the local Kinesis in another.
 */
@NullMarked
package dev.madrugada.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
