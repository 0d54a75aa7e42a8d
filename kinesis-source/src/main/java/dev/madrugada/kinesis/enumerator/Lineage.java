package dev.madrugada.kinesis.enumerator;

import dev.madrugada.kinesis.MissingRecords;
import dev.madrugada.kinesis.stream.StreamShard;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The listed shards of a window and their parents. */
record Lineage(String stream, List<StreamShard> shards) {

    /**
     * Finds parents that were closed within the window but are no longer in the stream. This happens if somebody
     * lowered the retention for a while.
     *
     * <p>The list contains the shards that were open at its first instant or created later. If a listed shard's parent
     * is not listed, the parent must have been closed before that instant. Then the shard itself was open at that
     * instant. If the shard was not open, its parent existed at that instant and has been lost. The check uses the
     * first instant of the list, not the start of the window: a parent may have been closed between the two.
     *
     * @param openAtFirst the shards that were open at the first instant of the list; called at most once, and only if a
     *     parent is not listed
     */
    List<MissingRecords> lostParents(Supplier<Set<String>> openAtFirst, Instant start, Instant end) {
        Set<String> listed = shards.stream().map(StreamShard::id).collect(Collectors.toSet());
        List<StreamShard> orphans = shards.stream()
                .filter(shard -> !listed.containsAll(shard.parentIds()))
                .toList();
        if (orphans.isEmpty()) {
            return List.of();
        }
        Set<String> open = openAtFirst.get();
        return orphans.stream()
                .filter(orphan -> !open.contains(orphan.id()))
                .flatMap(orphan -> orphan.parentIds().stream())
                .filter(parent -> !listed.contains(parent))
                .distinct()
                .map(parent -> new MissingRecords(
                        stream,
                        parent,
                        start,
                        end,
                        "the shard was closed after the start of the window, and the stream no longer has it"))
                .toList();
    }
}
