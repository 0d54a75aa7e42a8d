package dev.madrugada.kinesis.stream;

import java.util.List;

/**
 * A shard in the stream's lineage.
 *
 * @param parentIds the shards it was split off from or merged out of, as the service remembers them for as long as the
 *     shard itself; none, one or two
 */
public record StreamShard(String id, List<String> parentIds) {

    public StreamShard {
        parentIds = List.copyOf(parentIds);
    }
}
