package dev.madrugada.kinesis.enumerator;

import dev.madrugada.kinesis.split.OnExpired;
import dev.madrugada.kinesis.split.ReadWindow;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The window and the shards to plan a read for.
 *
 * @param only the ids of the shards to read; null for all shards
 */
public record ShardQuery(ReadWindow window, @Nullable Set<String> only, OnExpired onExpired) {

    boolean includes(String shardId) {
        return only == null || only.contains(shardId);
    }
}
