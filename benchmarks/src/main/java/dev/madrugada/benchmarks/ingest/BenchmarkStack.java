package dev.madrugada.benchmarks.ingest;

import dev.madrugada.localstack.LocalStackProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** The local Kinesis in a process of its own, without quirks. Its clock is two hours after the
 * day of the records. */
public final class BenchmarkStack implements AutoCloseable {
    private static final Instant START = Instant.parse("2001-01-01T00:00:00Z");
    private static final Instant END = START.plus(Duration.ofDays(1));
    private static final Duration AFTER_END = Duration.ofHours(2);
    private static final int RETENTION_HOURS = 72;

    private final LocalStackProcess process;
    private final Instant now;
    private final KinesisClient kinesis;

    private BenchmarkStack(LocalStackProcess process, Instant now) {
        this.process = process;
        this.now = now;
        this.kinesis = KinesisClient.builder()
                .endpointOverride(process.endpoints().aws())
                .region(Region.of(process.endpoints().region()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        process.endpoints().accessKey(), process.endpoints().secretKey())))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }

    static BenchmarkStack start(Path folder) throws IOException, InterruptedException {
        return start(folder, END.plus(AFTER_END));
    }

    /** Starts with a clock that is two hours after the end of a day in UTC. */
    public static BenchmarkStack startAfter(Path folder, LocalDate day) throws IOException, InterruptedException {
        return start(
                folder, day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().plus(AFTER_END));
    }

    private static BenchmarkStack start(Path folder, Instant now) throws IOException, InterruptedException {
        BenchmarkStack stack = new BenchmarkStack(LocalStackProcess.startAt(folder, now), now);
        stack.post("/_local/kinesis/quirks?on=false");
        return stack;
    }

    public String endpoint() {
        return process.endpoints().aws().toString();
    }

    public String region() {
        return process.endpoints().region();
    }

    public Instant now() {
        return now;
    }

    /** Creates a stream with the lines of a file as records, spread evenly over the day. */
    @SuppressWarnings("CheckReturnValue")
    public void preload(String stream, int shards, LocalDate day, Path file) throws IOException, InterruptedException {
        created(stream, shards);
        post(
                "/_local/kinesis/%s/preload?name=%s&date=%s".formatted(stream, file.getFileName(), day),
                HttpRequest.BodyPublishers.ofFile(file));
    }

    /**
     * Creates a stream with records spread evenly over the day and the shards.
     *
     * @param mib payload in each shard, in MiB
     */
    ReadRequest filled(String stream, int shards, int mib) throws IOException, InterruptedException {
        int bytes = 1 << 10;
        long records = (long) shards * (mib << 10);
        created(stream, shards);
        post("/_local/kinesis/%s/fill?records=%d&bytes=%d&from=%s&to=%s&seed=1"
                .formatted(stream, records, bytes, START, END));
        return new ReadRequest(
                process.endpoints().aws().toString(),
                stream,
                START.toString(),
                END.toString(),
                now.toString(),
                records,
                bytes,
                "",
                0);
    }

    /** Turns AWS's read limits of a shard on or off. */
    void throttled(boolean on) throws IOException, InterruptedException {
        post("/_local/kinesis/throttles?on=" + on);
    }

    void runOn(List<Integer> cores) throws IOException, InterruptedException {
        Cores.pin(process.endpoints().pid(), cores);
    }

    /** Processor time of the local Kinesis since its start. */
    double cpuSeconds() {
        return ProcessHandle.of(process.endpoints().pid())
                        .flatMap(stack -> stack.info().totalCpuDuration())
                        .orElse(Duration.ZERO)
                        .toNanos()
                / 1e9;
    }

    @SuppressWarnings("CheckReturnValue")
    private void created(String stream, int shards) {
        kinesis.createStream(create -> create.streamName(stream).shardCount(shards));
        kinesis.increaseStreamRetentionPeriod(
                change -> change.streamName(stream).retentionPeriodHours(RETENTION_HOURS));
    }

    private void post(String path) throws IOException, InterruptedException {
        post(path, HttpRequest.BodyPublishers.noBody());
    }

    private void post(String path, HttpRequest.BodyPublisher body) throws IOException, InterruptedException {
        URI uri = URI.create(process.endpoints().aws() + path);
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).POST(body).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " failed: " + answer.body());
        }
    }

    @Override
    public void close() {
        kinesis.close();
        process.close();
    }
}
