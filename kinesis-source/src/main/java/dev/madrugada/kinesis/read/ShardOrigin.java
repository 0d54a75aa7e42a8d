package dev.madrugada.kinesis.read;

import org.apache.spark.unsafe.types.UTF8String;

/** The stream name and shard id of a shard's records, encoded once. */
record ShardOrigin(UTF8String stream, UTF8String shardId) {

    static ShardOrigin of(String stream, String shardId) {
        return new ShardOrigin(UTF8String.fromString(stream), UTF8String.fromString(shardId));
    }
}
