package dev.madrugada.kinesis.stream;

import org.jspecify.annotations.Nullable;

/**
 * An answer of GetRecords: a page, and where the next one begins.
 *
 * @param nextIterator null once a closed shard has been read to its end
 */
record IteratedPage(ShardPage page, @Nullable String nextIterator) {}
