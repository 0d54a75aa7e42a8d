/**
 * Reads one partition on an executor: its shards side by side, page after page, row after row.
 * Talks to the stream through the port in {@code stream} only.
 */
@NullMarked
package dev.madrugada.kinesis.read;

import org.jspecify.annotations.NullMarked;
