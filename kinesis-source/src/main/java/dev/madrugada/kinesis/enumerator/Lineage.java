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
     * Finds parents that were closed within the window but are no longer in the stream. A shard disappears this way if
     * the retention was lowered for a while.
     *
     * <p>The list contains the shards that were open at the list's first instant, and the shards created later. If no
     * shard was lost, a parent that is not listed was closed before the first instant, and its children were open at
     * the first instant. A child that was not open at the first instant therefore shows that its parent has been lost.
     * The check uses the first instant of the list, not the start of the window, because a parent may have been closed
     * between the two.
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
