package dev.madrugada.localstack.kinesis;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A shard as the stream's description holds it.
 *
 * @param index its number in the stream, and in the sequence numbers of its records
 * @param parent the shard it was cut from
 * @param adjacentParent the second shard it was merged from
 * @param opened when it took its first records; the beginning of time if it has no parent, because days of the past are
 *     preloaded
 * @param closing its end; empty while it is open
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

    static Shard original(int index, HashRange range) {
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

    /** The same shard with its end. */
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

    /** Whether it took records at this instant or later. */
    boolean reaches(Instant instant) {
        return closing.isEmpty() || !closing.get().at().isBefore(instant);
    }
}
