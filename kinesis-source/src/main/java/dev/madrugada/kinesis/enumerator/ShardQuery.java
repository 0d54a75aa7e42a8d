package dev.madrugada.kinesis.enumerator;

import dev.madrugada.kinesis.split.OnExpired;
import dev.madrugada.kinesis.split.ReadWindow;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be planned.
 *
 * @param only the ids of the shards to read; null for all
 */
public record ShardQuery(ReadWindow window, @Nullable Set<String> only, OnExpired onExpired) {

    boolean asksFor(String shardId) {
        return only == null || only.contains(shardId);
    }
}
