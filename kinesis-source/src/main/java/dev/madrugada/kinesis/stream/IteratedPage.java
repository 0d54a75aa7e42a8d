package dev.madrugada.kinesis.stream;

import org.jspecify.annotations.Nullable;

/**
 * The response of GetRecords: a page and the iterator of the next page.
 *
 * @param nextIterator null at the end of a closed shard
 */
record IteratedPage(ShardPage page, @Nullable String nextIterator) {}
