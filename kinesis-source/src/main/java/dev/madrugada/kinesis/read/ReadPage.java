package dev.madrugada.kinesis.read;

import dev.madrugada.kinesis.stream.ShardPage;

/**
 * A page on its way from a fetching thread to the task's thread.
 *
 * @param shard the index of the shard in the task's partition
 * @param weight the bytes it occupies in the budget until it is released
 */
record ReadPage(int shard, ShardOrigin origin, ShardPage page, long weight) {}
