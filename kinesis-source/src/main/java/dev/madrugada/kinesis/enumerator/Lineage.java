package dev.madrugada.kinesis.enumerator;

import dev.madrugada.kinesis.MissingRecords;
import dev.madrugada.kinesis.stream.StreamShard;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The shards that were listed for a window, and which shards they came from. */
record Lineage(String stream, List<StreamShard> shards) {

    /**
     * Parents that were closed within the window and are gone all the same, because the retention was lowered for a
     * while, say. A listed shard whose parent isn't listed must have been open at the instant that the list begins with:
     * only then was the parent closed before. A shard that began later leaves a hole where its parent was. The window's
     * start is no such instant: the shard may have been closed between the two.
     *
     * @param openAtFirst the shards open when the list begins; asked once at most, and only if a parent isn't listed
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
                        "the shard was closed after the window began, and the stream has only its children"))
                .toList();
    }
}
