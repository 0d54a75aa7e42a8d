package dev.madrugada.kinesis.read;

import org.apache.spark.unsafe.types.UTF8String;

/** What all records of a shard share, encoded once. */
record ShardOrigin(UTF8String stream, UTF8String shardId) {

    static ShardOrigin of(String stream, String shardId) {
        return new ShardOrigin(UTF8String.fromString(stream), UTF8String.fromString(shardId));
    }
}
