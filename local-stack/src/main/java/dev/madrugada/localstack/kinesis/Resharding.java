package dev.madrugada.localstack.kinesis;

import dev.madrugada.localstack.http.ServiceException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A split or a merge of shards. */
interface Resharding {
    /**
     * The time at which the parents are closed and the children are opened.
     *
     * @param ordinal part of the boundary's sequence number; greater than the ordinal of all records of the parents
     */
    record Boundary(Instant at, long ordinal) {
        SequenceNumber number(int shard) {
            return new SequenceNumber(at.toEpochMilli(), SequenceNumber.LIVE, ordinal, shard);
        }

        Shard child(int index, HashRange range, Shard parent, Optional<Shard> adjacent) {
            return new Shard(
                    index,
                    range,
                    Optional.of(parent.id()),
                    adjacent.map(Shard::id),
                    at,
                    number(index),
                    Optional.empty());
        }
    }

    /**
     * The shards to close.
     *
     * @throws ServiceException if a shard is closed already or cannot be split or merged in this way
     */
    List<Shard> parents(StreamDescription stream) throws ServiceException;

    StreamDescription applied(StreamDescription stream, List<Shard> parents, Boundary boundary);

    private static Shard open(StreamDescription stream, String id) throws ServiceException {
        Shard shard = stream.shard(id);
        if (!shard.open()) {
            throw new ServiceException(
                    "ResourceInUseException",
                    "Shard " + id + " in stream " + stream.name() + " under account " + StreamDescription.ACCOUNT
                            + " has already been merged or split, and thus is not eligible for merging or splitting.");
        }
        return shard;
    }

    /** Splits a shard in two; the range of the second child begins with this hash key. */
    record Split(String shardId, BigInteger newStart) implements Resharding {
        @Override
        public List<Shard> parents(StreamDescription stream) throws ServiceException {
            Shard parent = open(stream, shardId);
            if (newStart.compareTo(parent.range().start()) <= 0
                    || newStart.compareTo(parent.range().end()) > 0) {
                throw new ServiceException(
                        "InvalidArgumentException",
                        "NewStartingHashKey " + newStart + " is not inside the range of " + shardId
                                + " in stream "
                                + stream.name() + ", " + parent.range().start() + " to "
                                + parent.range().end() + ", beyond its first key");
            }
            return List.of(parent);
        }

        @Override
        public StreamDescription applied(StreamDescription stream, List<Shard> parents, Boundary boundary) {
            Shard parent = parents.get(0);
            int next = stream.shards().size();
            HashRange lower = new HashRange(parent.range().start(), newStart.subtract(BigInteger.ONE));
            HashRange upper = new HashRange(newStart, parent.range().end());
            return stream.resharded(
                    parents,
                    boundary,
                    List.of(
                            boundary.child(next, lower, parent, Optional.empty()),
                            boundary.child(next + 1, upper, parent, Optional.empty())));
        }
    }

    /** Merges two adjacent shards into one. */
    record Merge(String shardId, String adjacentId) implements Resharding {
        @Override
        public List<Shard> parents(StreamDescription stream) throws ServiceException {
            Shard first = open(stream, shardId);
            Shard second = open(stream, adjacentId);
            if (!first.range().isAdjacentTo(second.range())) {
                throw new ServiceException(
                        "InvalidArgumentException",
                        "Shards " + shardId + " and " + adjacentId + " in stream " + stream.name() + " under account "
                                + StreamDescription.ACCOUNT
                                + " are not an adjacent pair of shards eligible for merging");
            }
            return List.of(first, second);
        }

        @Override
        public StreamDescription applied(StreamDescription stream, List<Shard> parents, Boundary boundary) {
            Shard first = parents.get(0);
            Shard second = parents.get(1);
            HashRange both = new HashRange(
                    first.range().start().min(second.range().start()),
                    first.range().end().max(second.range().end()));
            return stream.resharded(
                    parents,
                    boundary,
                    List.of(boundary.child(stream.shards().size(), both, first, Optional.of(second))));
        }
    }
}
