package dev.madrugada.kinesis.stream;

import java.util.List;

/**
 * A shard and its parents.
 *
 * @param parentIds the shards that this shard was split or merged from: none, one or two; Kinesis keeps the ids as long
 *     as the shard itself
 */
public record StreamShard(String id, List<String> parentIds) {

    public StreamShard {
        parentIds = List.copyOf(parentIds);
    }
}
