package dev.madrugada.localstack.kinesis;

import dev.madrugada.localstack.http.ServiceException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The description of a stream: all its state except the records. {@link StreamFile} stores it in {@code stream.json}.
 */
record StreamDescription(
        String name, Instant created, int retentionHours, int maxRecordKib, String mode, List<Shard> shards) {
    static final String ACCOUNT = "000000000000";
    static final int DEFAULT_MAX_RECORD_KIB = 1024;

    StreamDescription {
        shards = List.copyOf(shards);
    }

    static StreamDescription created(String name, Instant now, int shards, String mode) {
        List<HashRange> ranges = HashRange.equalRanges(shards);
        List<Shard> initial = new ArrayList<>();
        for (int i = 0; i < shards; i++) {
            initial.add(Shard.initial(i, ranges.get(i)));
        }
        return new StreamDescription(name, now, 24, DEFAULT_MAX_RECORD_KIB, mode, initial);
    }

    String arn() {
        return arn(name);
    }

    static String arn(String name) {
        return "arn:aws:kinesis:us-east-1:" + ACCOUNT + ":stream/" + name;
    }

    StreamDescription withRetentionHours(int hours) {
        return new StreamDescription(name, created, hours, maxRecordKib, mode, shards);
    }

    StreamDescription withMaxRecordKib(int kib) {
        return new StreamDescription(name, created, retentionHours, kib, mode, shards);
    }

    /** The trim horizon: records that arrived earlier are not served. */
    Instant horizon(Instant now) {
        return now.minus(Duration.ofHours(retentionHours));
    }

    /** The same stream with these parents closed and these children opened. */
    StreamDescription resharded(List<Shard> parents, Resharding.Boundary boundary, List<Shard> children) {
        List<Shard> after = new ArrayList<>();
        for (Shard shard : shards) {
            after.add(parents.contains(shard) ? shard.closed(boundary) : shard);
        }
        after.addAll(children);
        return new StreamDescription(name, created, retentionHours, maxRecordKib, mode, after);
    }

    Shard shard(String id) throws ServiceException {
        return shards.stream()
                .filter(shard -> shard.id().equals(id))
                .findFirst()
                .orElseThrow(() -> noShard(id));
    }

    /**
     * The shard with this id.
     *
     * @throws ServiceException if the shard does not exist or ended before the trim horizon
     */
    Shard liveShard(String id, Instant horizon) throws ServiceException {
        Shard shard = shard(id);
        if (!shard.wasOpenAtOrAfter(horizon)) {
            throw noShard(id);
        }
        return shard;
    }

    private ServiceException noShard(String id) {
        return new ServiceException(
                "ResourceNotFoundException",
                "Shard " + id + " in stream " + name + " under account " + ACCOUNT + " does not exist");
    }

    /** The shards that a split or a merge of this shard created. */
    List<Shard> children(Shard parent) {
        return shards.stream()
                .filter(shard -> shard.parents().contains(parent.id()))
                .toList();
    }

    /** The shard that accepted this hash key at that time. */
    Shard shardAt(BigInteger hashKey, Instant time) {
        return shards.stream()
                .filter(shard -> shard.range().contains(hashKey)
                        && !shard.opened().isAfter(time)
                        && shard.closing().map(end -> time.isBefore(end.at())).orElse(true))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no shard of " + name + " took " + hashKey));
    }

    Shard openShardFor(BigInteger hashKey) {
        return shards.stream()
                .filter(shard -> shard.open() && shard.range().contains(hashKey))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no open shard of " + name + " takes " + hashKey));
    }
}
