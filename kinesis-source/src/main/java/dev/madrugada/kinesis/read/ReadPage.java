package dev.madrugada.kinesis.read;

import dev.madrugada.kinesis.stream.ShardPage;

/**
 * A page on its way from a fetching thread to the task's.
 *
 * @param shard the place of its shard among the task's
 * @param weight the room it takes in the budget until it is given back
 */
record ReadPage(int shard, ShardOrigin origin, ShardPage page, long weight) {}
