package dev.madrugada.localstack.kinesis;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A shard in the description of its stream.
 *
 * @param index number of the shard within its stream; part of its id and of the sequence numbers of its records
 * @param parent id of the shard that was split, or of the first shard that was merged; empty for an initial shard
 * @param adjacentParent id of the second shard that was merged; empty otherwise
 * @param opened time from which the shard accepts records; the epoch for an initial shard, because past days can be
 *     preloaded
 * @param starting lower bound of the sequence numbers of its records
 * @param closing the end of the shard; empty while it is open
 */
record Shard(
        int index,
        HashRange range,
        Optional<String> parent,
        Optional<String> adjacentParent,
        Instant opened,
        SequenceNumber starting,
        Optional<Closing> closing) {

    /** When and with which sequence number a shard was closed. */
    record Closing(Instant at, SequenceNumber ending) {}

    static Shard initial(int index, HashRange range) {
        return new Shard(
                index,
                range,
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                SequenceNumber.first(index),
                Optional.empty());
    }

    static String id(int index) {
        return String.format("shardId-%012d", index);
    }

    String id() {
        return id(index);
    }

    List<String> parents() {
        return Stream.of(parent, adjacentParent).flatMap(Optional::stream).toList();
    }

    /** The same shard, closed at this boundary. */
    Shard closed(Resharding.Boundary boundary) {
        return new Shard(
                index,
                range,
                parent,
                adjacentParent,
                opened,
                starting,
                Optional.of(new Closing(boundary.at(), boundary.number(index))));
    }

    boolean open() {
        return closing.isEmpty();
    }

    /** Whether the shard was open at this instant or later. */
    boolean wasOpenAtOrAfter(Instant instant) {
        return closing.isEmpty() || !closing.get().at().isBefore(instant);
    }
}
