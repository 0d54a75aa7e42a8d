package dev.madrugada.benchmarks.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.benchmarks.process.JsonLines;
import dev.madrugada.benchmarks.process.Median;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The results: one line of JSON per run in a file, and a table of medians at the end. */
final class Results {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonLines lines;
    private final List<Run> runs = new ArrayList<>();

    private record Run(String figure, Contender contender, Measurement measured) {}

    /** @param lines the file for the lines of JSON; an existing file is overwritten */
    Results(Path lines) throws IOException {
        this.lines = JsonLines.create(lines);
    }

    void add(String figure, Contender contender, Measurement measured) throws IOException {
        runs.add(new Run(figure, contender, measured));
        ObjectNode line = JSON.createObjectNode().put("figure", figure).put("contender", contender.title());
        line.setAll(JSON.<ObjectNode>valueToTree(measured));
        line.put("mbPerSecond", measured.megabytesPerSecond())
                .put("mbPerCpuSecond", measured.megabytesPerCpuSecond())
                .put("mbPerServingCpuSecond", measured.megabytesPerServingCpuSecond());
        lines.add(line);
    }

    private double median(String figure, Contender contender, ToDoubleFunction<Measurement> of) {
        return Median.of(runs.stream()
                .filter(run -> run.figure().equals(figure) && run.contender() == contender)
                .map(Run::measured)
                .mapToDouble(of));
    }

    /** The median of the faster of the two bare loops. */
    private double fasterLoop(String figure, ToDoubleFunction<Measurement> of) {
        return Math.max(median(figure, Contender.BARE_LOOP, of), median(figure, Contender.SMALL_PAGES_LOOP, of));
    }

    /** The table of the README. */
    String table() {
        StringBuilder table = new StringBuilder("| figure | measured | bar |\n|---|---|---|\n");
        for (String figure : runs.stream().map(Run::figure).distinct().toList()) {
            table.append(rows(figure));
        }
        return table.toString();
    }

    private String rows(String figure) {
        double spark = median(figure, Contender.SPARK, Measurement::megabytesPerSecond);
        return switch (figure) {
            case IngestBenchmark.THROTTLED -> {
                double seconds = median(figure, Contender.SPARK, Measurement::seconds);
                yield row(
                        "throttled as AWS, 16 shards, `local[2]`",
                        text("%.1f MB/s in %.0f s, %.0f %% of 32 MB/s", spark, seconds, spark / 32 * 100),
                        "90 %");
            }
            case IngestBenchmark.UNTHROTTLED -> {
                double bare = fasterLoop(figure, Measurement::megabytesPerSecond);
                double drain = median(figure, Contender.RAW_DRAIN, Measurement::megabytesPerSecond);
                double sparkCpu = median(figure, Contender.SPARK, Measurement::megabytesPerCpuSecond);
                double bareCpu = fasterLoop(figure, Measurement::megabytesPerCpuSecond);
                double served = median(figure, Contender.RAW_DRAIN, Measurement::megabytesPerServingCpuSecond);
                yield row(
                                "unthrottled, 4 shards, %s, against a bare SDK loop"
                                        .formatted(Cores.canPin() ? "one core" : "not pinned to a core"),
                                text("%.0f against %.0f MB/s, %.2f of it", spark, bare, spark / bare),
                                "0.8")
                        + row(
                                "the same, per second of processor time",
                                text("%.0f against %.0f MB/s, %.2f of it", sparkCpu, bareCpu, sparkCpu / bareCpu),
                                "–")
                        + row(
                                "what the local Kinesis serves, against that loop",
                                text("%.0f against %.0f MB/s, %.2f of it", drain, bare, drain / bare),
                                "2")
                        + row(
                                "the same, per second of processor time of either",
                                text("%.0f against %.0f MB/s, %.2f of it", served, bareCpu, served / bareCpu),
                                "–");
            }
            default ->
                row(
                        "a 2 GiB window with `-Xmx1g`",
                        text(
                                "completes, heap at most %.0f MB",
                                median(figure, Contender.SPARK, measured -> measured.peakHeapBytes() / 1e6)),
                        "completes");
        };
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static String row(String figure, String measured, String bar) {
        return "| " + figure + " | " + measured + " | " + bar + " |\n";
    }
}
