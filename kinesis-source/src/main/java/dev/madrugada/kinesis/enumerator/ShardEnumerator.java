package dev.madrugada.kinesis.enumerator;

import dev.madrugada.kinesis.RecordsExpiredException;
import dev.madrugada.kinesis.split.ShardPartition;
import dev.madrugada.kinesis.split.Window;
import dev.madrugada.kinesis.stream.StreamAccess;
import dev.madrugada.kinesis.stream.StreamClient;
import dev.madrugada.kinesis.stream.StreamClients;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the shards of a window, after making sure that the stream still holds all of it. */
public final class ShardEnumerator {

    private static final Logger LOG = LoggerFactory.getLogger(ShardEnumerator.class);

    private final StreamClients clients;
    private final Clock clock;

    public ShardEnumerator(StreamClients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    /**
     * One partition per shard that can hold a record of the window. Calls DescribeStreamSummary and ListShards; no
     * record is read.
     *
     * @throws RecordsExpiredException if the window starts before the oldest record that the stream keeps
     */
    public List<ShardPartition> partitions(StreamAccess access, Window window) {
        try (StreamClient client = clients.open(access)) {
            refuseExpired(access, window, client.summary().retention());
            List<String> shards = client.shardsSince(window.readFrom());
            LOG.info(
                    "stream {}: [{}, {}) lies in {} shards",
                    access.stream(),
                    window.start(),
                    window.end(),
                    shards.size());
            return shards.stream()
                    .map(shard -> new ShardPartition(List.of(shard)))
                    .toList();
        }
    }

    /** The service itself keeps silent: asked for a time before its oldest record, it begins at that record. */
    private void refuseExpired(StreamAccess access, Window window, Duration retention) {
        Instant horizon = clock.instant().minus(retention);
        if (window.start().isBefore(horizon)) {
            Instant missingUntil = horizon.isBefore(window.end()) ? horizon : window.end();
            throw new RecordsExpiredException(access.stream().name(), window.start(), missingUntil, retention);
        }
    }
}
