package dev.madrugada.kinesis.enumerator;

import dev.madrugada.kinesis.MissingRecords;
import dev.madrugada.kinesis.RecordsExpiredException;
import dev.madrugada.kinesis.split.OnExpired;
import dev.madrugada.kinesis.split.ReadWindow;
import dev.madrugada.kinesis.split.RetentionBound;
import dev.madrugada.kinesis.split.ShardPartition;
import dev.madrugada.kinesis.stream.StreamAccess;
import dev.madrugada.kinesis.stream.StreamClient;
import dev.madrugada.kinesis.stream.StreamClients;
import dev.madrugada.kinesis.stream.StreamShard;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the shards of a window and checks that the stream still retains the whole window. */
public final class ShardEnumerator {

    private static final Logger LOG = LoggerFactory.getLogger(ShardEnumerator.class);

    private final StreamClients clients;
    private final Clock clock;

    public ShardEnumerator(StreamClients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    /**
     * Groups the shards that may contain a record of the window into partitions. Calls DescribeStreamSummary and
     * ListShards. Reads no records.
     *
     * @throws RecordsExpiredException if records of the window have expired and {@code on-expired} does not allow loss
     */
    public ReadPlan plan(StreamAccess access, ShardQuery query, TaskPlanner planner) {
        ReadWindow window = query.window();
        String stream = access.stream().name();
        List<MissingRecords> missing = new ArrayList<>();
        try (StreamClient client = clients.open(access)) {
            Duration retention = client.summary().retention();
            Instant horizon = clock.instant().minus(retention);
            RetentionBound retentionBound = retentionBound(stream, window, retention, horizon, missing);
            failIfNotAllowed(missing, query.onExpired());
            List<StreamShard> shards = client.shardsSince(window.readFrom());
            Instant listedFrom = window.readFrom().isBefore(horizon) ? horizon : window.readFrom();
            if (retentionBound.from().isBefore(window.end())) {
                missing.addAll(new Lineage(stream, shards)
                                .lostParents(() -> client.shardsOpenAt(listedFrom), retentionBound.from(), window.end())
                                .stream()
                                .filter(lost -> lost.shardId() == null || query.includes(lost.shardId()))
                                .toList());
            }
            failIfNotAllowed(missing, query.onExpired());
            missing.forEach(gone -> LOG.warn("reading without the missing records: {}", gone));
            List<ShardPartition> partitions = partitions(shards, query, planner, retentionBound);
            LOG.info(
                    "stream {}: reading [{}, {}) from {} shards in {} tasks",
                    access.stream(),
                    window.start(),
                    window.end(),
                    partitions.stream().mapToInt(each -> each.shardIds().size()).sum(),
                    partitions.size());
            return new ReadPlan(partitions, missing);
        }
    }

    /**
     * Kinesis reports no error for a start before the trim horizon: it returns records from the horizon on. The source
     * therefore compares the start of the window with the trim horizon.
     */
    private static RetentionBound retentionBound(
            String stream, ReadWindow window, Duration retention, Instant horizon, List<MissingRecords> missing) {
        if (!window.start().isBefore(horizon)) {
            return new RetentionBound(window.start(), retention);
        }
        Instant until = horizon.isBefore(window.end()) ? horizon : window.end();
        missing.add(new MissingRecords(
                stream, null, window.start(), until, "the stream's retention is " + retention.toHours() + " hours"));
        return new RetentionBound(until, retention);
    }

    private static void failIfNotAllowed(List<MissingRecords> missing, OnExpired onExpired) {
        if (onExpired == OnExpired.FAIL && !missing.isEmpty()) {
            throw new RecordsExpiredException(missing.get(0));
        }
    }

    private static List<ShardPartition> partitions(
            List<StreamShard> shards, ShardQuery query, TaskPlanner planner, RetentionBound retentionBound) {
        List<String> selected =
                shards.stream().map(StreamShard::id).filter(query::includes).toList();
        return planner.assign(selected).stream()
                .map(group -> new ShardPartition(group, retentionBound))
                .toList();
    }
}
