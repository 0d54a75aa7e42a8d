/**
 * Reads one partition on an executor: several shards concurrently, page by page, row by row. Accesses the stream only
 * through the port in {@code stream}.
 */
@NullMarked
package dev.madrugada.kinesis.read;

import org.jspecify.annotations.NullMarked;
