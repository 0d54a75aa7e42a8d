package dev.madrugada.benchmarks.raw;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.benchmarks.ingest.BenchmarkStack;
import dev.madrugada.benchmarks.orders.OrderEvents;
import dev.madrugada.benchmarks.orders.OrdersDataset;
import dev.madrugada.benchmarks.orders.Shape;
import dev.madrugada.benchmarks.process.BenchmarkJvm;
import dev.madrugada.benchmarks.process.FileTree;
import dev.madrugada.benchmarks.process.JsonLines;
import dev.madrugada.benchmarks.process.Median;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Measures how fast ingest writes a day of a stream as raw, and how large raw is, beside a plain Spark program and gzip
 * JSON. Arguments: {@code [--reduced]}.
 */
public final class RawBenchmark {
    private static final int SHARDS = 4;
    private static final double MILLION = 1e6;
    private static final double BAR = 1.3;

    private final Path root;
    private final int events;
    private final int rounds;
    private final List<RawWriter> writers;
    private final List<Run> runs = new ArrayList<>();

    /** @param seconds of the whole process, from its start to its end */
    private record Run(RawWriter writer, double seconds, double cpuSeconds, long bytes) {}

    private RawBenchmark(Path root, int events, int rounds, List<RawWriter> writers) {
        this.root = root;
        this.events = events;
        this.rounds = rounds;
        this.writers = writers;
    }

    public static void main(String[] args) throws IOException, InterruptedException, SQLException {
        boolean isReduced = List.of(args).equals(List.of("--reduced"));
        if (args.length > 0 && !isReduced) {
            System.err.println("usage: benchmarks/raw.sh [--reduced]");
            System.exit(64);
        }
        Path root = Path.of(System.getProperty("madrugada.root"));
        RawBenchmark benchmark =
                isReduced ? reduced(root) : new RawBenchmark(root, 3_000_000, 3, List.of(RawWriter.values()));
        System.out.print(benchmark.run());
    }

    /** A quick run without gzip JSON, whose figures are meaningless. */
    static RawBenchmark reduced(Path root) {
        return new RawBenchmark(root, 2_000, 1, List.of(RawWriter.INGEST, RawWriter.PLAIN_PARQUET));
    }

    /** Runs the programs in turns and returns the table. */
    String run() throws IOException, InterruptedException, SQLException {
        JsonLines lines = JsonLines.create(root.resolve("benchmarks/target/raw.jsonl"));
        Path work = Files.createTempDirectory(root.resolve("benchmarks/target"), "raw");
        OrdersDataset.write(work.resolve("dataset"), 1);
        Path file = work.resolve("orders.ndjson");
        long payloadBytes = OrdersFile.write(file, new OrderEvents(events, Shape.EVEN, 1));
        try (BenchmarkStack stack = BenchmarkStack.startAfter(work.resolve("stack"), OrderEvents.DAY)) {
            stack.preload(RawDay.STREAM, SHARDS, OrderEvents.DAY, file);
            Files.delete(file);
            RawDay day = new RawDay(
                    stack.endpoint(),
                    stack.region(),
                    folderUri(work.resolve("dataset")),
                    "",
                    OrderEvents.DAY + "T00:00:00Z",
                    OrderEvents.DAY.plusDays(1) + "T00:00:00Z",
                    stack.now().toString());
            for (int round = 0; round < rounds; round++) {
                for (RawWriter writer : writers) {
                    Run run = run(writer, day, work.resolve("output"));
                    runs.add(run);
                    lines.add(new ObjectMapper()
                            .createObjectNode()
                            .put("writer", writer.title())
                            .put("events", events)
                            .put("seconds", run.seconds())
                            .put("cpuSeconds", run.cpuSeconds())
                            .put("bytes", run.bytes()));
                }
            }
        }
        FileTree.delete(work);
        return table(payloadBytes);
    }

    private Run run(RawWriter writer, RawDay day, Path output) throws IOException, InterruptedException, SQLException {
        FileTree.delete(output);
        BenchmarkJvm.Ended ended = jvm(day).run(
                        MeasuredWrite.class.getName(),
                        writer.name(),
                        day.into(folderUri(output)).encoded());
        RawFolder written = new RawFolder(output);
        long records = written.records(writer);
        if (records != events) {
            throw new IOException(writer.title() + " wrote " + records + " of " + events + " records to " + output);
        }
        return new Run(writer, ended.seconds(), Double.parseDouble(ended.result()), written.bytes(writer));
    }

    private BenchmarkJvm jvm(RawDay day) {
        Path target = root.resolve("benchmarks/target");
        return new BenchmarkJvm(
                root,
                target.resolve("raw.log"),
                List.of(),
                List.of(
                        "-Xmx2g",
                        "-Djava.io.tmpdir=" + target,
                        "-Dlog4j2.configurationFile="
                                + root.resolve("scripts/log4j2.properties").toUri(),
                        "-Dspark.master=local[2]",
                        "-Dspark.ui.enabled=false",
                        "-Dspark.driver.host=127.0.0.1",
                        "-Dspark.driver.bindAddress=127.0.0.1"),
                Map.of(
                        "AWS_ACCESS_KEY_ID",
                        "local-stack",
                        "AWS_SECRET_ACCESS_KEY",
                        "local-stack",
                        "AWS_REGION",
                        day.region(),
                        "AWS_ENDPOINT_URL",
                        day.endpoint()));
    }

    private static String folderUri(Path folder) {
        String uri = folder.toUri().toString();
        return uri.endsWith("/") ? uri : uri + "/";
    }

    private String table(long payloadBytes) {
        double plain = median(RawWriter.PLAIN_PARQUET, Run::seconds);
        StringBuilder table = new StringBuilder(
                text("%,d events, %.0f MB of JSON, %d rounds\n", events, payloadBytes / MILLION, rounds));
        table.append(
                "| program | seconds | CPU seconds | ratio of seconds | at most | seconds per million records | MB per million records |\n");
        table.append("|---|---:|---:|---|---|---:|---:|\n");
        for (RawWriter writer : writers) {
            double seconds = median(writer, Run::seconds);
            table.append(text(
                    "| %s | %.1f | %.1f | %s | %s | %.1f | %.1f |\n",
                    writer.title(),
                    seconds,
                    median(writer, Run::cpuSeconds),
                    writer == RawWriter.INGEST ? text("%.2f × plain", seconds / plain) : "–",
                    writer == RawWriter.INGEST ? text("%.1f", BAR) : "–",
                    seconds * MILLION / events,
                    median(writer, Run::bytes) / events));
        }
        return table.toString();
    }

    private double median(RawWriter writer, ToDoubleFunction<Run> of) {
        return Median.of(runs.stream().filter(run -> run.writer() == writer).mapToDouble(of));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
