package dev.madrugada.kinesis.read;

import dev.madrugada.kinesis.split.ReadConfig;
import dev.madrugada.kinesis.split.ShardPartition;
import dev.madrugada.kinesis.stream.ShardPage;
import dev.madrugada.kinesis.stream.StreamAccess;
import dev.madrugada.kinesis.stream.StreamClient;
import dev.madrugada.kinesis.stream.StreamClients;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.jspecify.annotations.Nullable;

/**
 * Returns the rows of a partition's shards. Rows of one shard are in shard order. Rows of different shards are
 * interleaved.
 *
 * <p>A reader has no state outside of itself, so a task that Spark retries or runs twice returns the same rows. Every
 * row is the same object. Used by the task's thread.
 */
final class ShardReader implements PartitionReader<InternalRow> {

    /** The interval for checking whether Spark killed the task, while no page arrives. */
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    private final StreamClients clients;
    private final StreamAccess access;
    private final ReadConfig config;
    private final ShardPartition partition;
    private final PageRows rows;
    private final MissingDataHandler missingData;
    private final long[] lags;
    private final CustomTaskMetric[] metrics;

    private @Nullable StreamClient client;
    private @Nullable ReadAhead ahead;
    private @Nullable ReadPage page;
    private long lag;
    private boolean closed;

    ShardReader(
            StreamClients clients,
            StreamAccess access,
            ReadConfig config,
            List<RecordColumn> columns,
            ShardPartition partition) {
        this.clients = clients;
        this.access = access;
        this.config = config;
        this.partition = partition;
        this.rows = new PageRows(config, columns);
        this.missingData = new MissingDataHandler(config.onExpired());
        this.lags = new long[partition.shardIds().size()];
        this.metrics = metrics();
    }

    @Override
    public boolean next() throws InterruptedIOException {
        while (!rows.next()) {
            if (!nextPage()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public InternalRow get() {
        return rows.row();
    }

    @Override
    public CustomTaskMetric[] currentMetricsValues() {
        return metrics;
    }

    @Override
    public void close() {
        if (ahead != null && !closed) {
            closed = true;
            ahead.close();
        }
    }

    /** Moves to the next page; false if there is none. */
    private boolean nextPage() throws InterruptedIOException {
        ReadAhead from = opened();
        if (page != null) {
            from.release(page);
            page = null;
        }
        while (page == null) {
            page = await(from);
            if (page == null && from.isOver()) {
                return false;
            }
            stopIfKilled();
        }
        rows.setPage(page);
        noteLag(page);
        return true;
    }

    private static @Nullable ReadPage await(ReadAhead from) throws InterruptedIOException {
        try {
            return from.take(POLL_INTERVAL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the task was interrupted while waiting for records");
        }
    }

    private ReadAhead opened() {
        if (ahead == null) {
            client = clients.open(access);
            // The field is assigned before start(), so that close() also ends a ReadAhead that failed to start.
            ahead = ReadAhead.of(client, access.stream().name(), config, partition, missingData);
            ahead.start(access.stream().name(), config, partition, missingData);
        }
        return ahead;
    }

    /**
     * Spark checks for a killed task between rows. While this reader waits for a page, minutes may pass without a row.
     */
    private static void stopIfKilled() {
        TaskContext task = TaskContext.get();
        if (task != null && task.isInterrupted()) {
            throw new TaskKilledException("the task was killed while waiting for records");
        }
    }

    private void noteLag(ReadPage taken) {
        long behind = taken.page().millisBehindLatest();
        if (behind != ShardPage.UNKNOWN) {
            lags[taken.shard()] = behind;
            lag = Arrays.stream(lags).max().orElse(0);
        }
    }

    private CustomTaskMetric[] metrics() {
        return new CustomTaskMetric[] {
            new TaskMetric(ReadMetrics.Records.NAME, rows::emitted),
            new TaskMetric(ReadMetrics.Bytes.NAME, rows::emittedBytes),
            new TaskMetric(ReadMetrics.Calls.NAME, () -> client == null ? 0 : client.calls()),
            new TaskMetric(ReadMetrics.Throttles.NAME, () -> ahead == null ? 0 : ahead.throttles()),
            new TaskMetric(ReadMetrics.Retries.NAME, () -> ahead == null ? 0 : ahead.retries()),
            new TaskMetric(ReadMetrics.Lag.NAME, () -> lag),
            new TaskMetric(ReadMetrics.MissingMillis.NAME, missingData::missingMillis),
            new TaskMetric(ReadMetrics.MissingShards.NAME, missingData::missingShards)
        };
    }
}
