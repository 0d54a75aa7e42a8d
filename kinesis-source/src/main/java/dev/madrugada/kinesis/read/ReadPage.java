package dev.madrugada.kinesis.read;

import dev.madrugada.kinesis.stream.ShardPage;

/**
 * A page on its way from a fetching thread to the task's thread.
 *
 * @param shard the index of the shard in the task's partition
 * @param weight the bytes that the page occupies in the budget until the task releases the page
 */
record ReadPage(int shard, ShardOrigin origin, ShardPage page, long weight) {}
