package dev.madrugada.benchmarks.transform;

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
    private final List<String> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** The same program on the same events: the runs of which the median is computed. */
    record Series(String name, Contender contender) {}

    private record Run(Series series, double seconds, double cpuSeconds) {}

    /**
     * A median that the series is divided by.
     *
     * @param name how the table calls it
     * @param work how many times the other series' work the compared series did
     * @param bar the greatest ratio that is required
     */
    record Against(Series other, String name, double work, double bar) {}

    Results(Path file) throws IOException {
        this.lines = JsonLines.create(file);
    }

    /** Adds a run and writes its line. */
    void add(Series series, long events, Measurement.Run run, long peakHeapBytes) throws IOException {
        runs.add(new Run(series, run.seconds(), run.cpuSeconds()));
        lines.add(line("run", series.name())
                .put("contender", series.contender().title())
                .put("events", events)
                .put("seconds", run.seconds())
                .put("cpuSeconds", run.cpuSeconds())
                .put("peakHeapBytes", peakHeapBytes));
    }

    /** Adds a comparison of contents and writes its line. */
    void add(String series, Comparison.Equal equal) throws IOException {
        notes.add(series + ", " + equal);
        lines.add(line("equal", series)
                .put("what", equal.what())
                .put("equal", equal.equal())
                .put("all", equal.all()));
    }

    private static ObjectNode line(String kind, String series) {
        return JSON.createObjectNode().put("kind", kind).put("series", series);
    }

    /** Adds a row of the table: the medians of a series, and its ratios to others. */
    void row(Series series, Against... others) throws IOException {
        double seconds = median(series, Run::seconds);
        List<String> ratios = new ArrayList<>();
        List<String> bars = new ArrayList<>();
        for (Against against : others) {
            double ratio = seconds / median(against.other(), Run::seconds) / against.work();
            ratios.add(text("%.2f × %s", ratio, against.name()));
            bars.add(text("%.2f", against.bar()));
            lines.add(line("ratio", series.name())
                    .put("contender", series.contender().title())
                    .put("against", against.name())
                    .put("ratio", ratio)
                    .put("bar", against.bar()));
        }
        rows.add("| " + series.name() + " | " + series.contender().title()
                + text(" | %.1f | %.1f | ", seconds, median(series, Run::cpuSeconds))
                + (others.length == 0 ? "– | –" : String.join(", ", ratios) + " | " + String.join(", ", bars))
                + " |\n");
    }

    private double median(Series series, ToDoubleFunction<Run> of) {
        return Median.of(
                runs.stream().filter(run -> run.series().equals(series)).mapToDouble(of));
    }

    /** The table of medians, and the compared contents after it. */
    String table() {
        StringBuilder table = new StringBuilder();
        if (!rows.isEmpty()) {
            table.append("| figure | program | seconds | CPU seconds | ratio of seconds | at most |\n");
            table.append("|---|---|---:|---:|---|---|\n");
            rows.forEach(table::append);
        }
        notes.forEach(note -> table.append(note).append('\n'));
        return table.toString();
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
