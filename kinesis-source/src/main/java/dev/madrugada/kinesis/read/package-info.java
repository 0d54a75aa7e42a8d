/**
 * Reads one partition on an executor: shard after shard, page after page, row after row.
 * Talks to the stream through the port in {@code stream} only.
 */
@NullMarked
package dev.madrugada.kinesis.read;

import org.jspecify.annotations.NullMarked;
