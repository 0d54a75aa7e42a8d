package dev.madrugada.cli.size;

import dev.madrugada.cli.size.NightSize.Setup;
import dev.madrugada.cli.size.NightSize.Stage;
import dev.madrugada.cli.size.StreamSize.ReadSchedule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The output of {@link SizeCommand}.
 *
 * @param streams how many streams of this size; the dollars are for all of them
 */
record SizeText(Volume volume, Setup setup, int streams, NightSize night, Prices prices) {
    private static final double GB = 1e9;
    private static final double MINUTES_OF_STATE = 360;

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        StreamSize stream = night.stream();
        lines.add(text(
                "%,.0f records a day of %,.0f bytes, %.2f GB, peak %.1f times the mean%s",
                volume.recordsPerDay(),
                volume.bytesPerRecord(),
                volume.bytesPerDay() / GB,
                volume.peak(),
                streams == 1 ? "" : text(", in each of %d streams", streams)));
        lines.add(text(
                "%d shards, retention %d hours; the day takes %s min to read%s",
                stream.shards(),
                stream.retentionHours(setup.schedule()),
                minutes(stream.readMinutes()),
                setup.schedule() == ReadSchedule.HOURLY
                        ? ", an hour takes " + minutes(stream.readMinutes(setup.schedule())) + " min"
                        : ""));
        lines.add("");
        lines.addAll(table());
        lines.add("");
        lines.add(text(
                "The lake grows by %.2f GB a night, which costs $%.4f in a month.",
                streams * night.lakeGigabytes(), streams * night.lakeGigabytes() * prices.get("s3.gb-month")));
        advice().forEach(lines::add);
        lines.add("");
        lines.add("Prices and assumptions (--prices replaces them):");
        new TreeMap<>(prices.values())
                .forEach((name, value) -> lines.add("  " + name + " = " + number(value) + "  ("
                        + prices.source(name).line() + ")"));
        if (!prices.unverified().isEmpty()) {
            lines.add("Not confirmed by any source: " + String.join(", ", prices.unverified()));
        }
        return lines;
    }

    /** The table by stage, in Markdown. */
    List<String> table() {
        List<String> lines = new ArrayList<>(List.of(
                "| stage | workers (" + setup.worker().title() + ") | minutes | dollars |", "|---|---:|---:|---:|"));
        for (Stage stage : night.stages()) {
            lines.add(text(
                    "| %s | %s | %s | %.4f |",
                    stage.name(),
                    stage.workers() == 0 ? "–" : Integer.toString(stage.workers()),
                    stage.minutes() == 0 ? "–" : minutes(stage.minutes()),
                    streams * stage.dollars()));
        }
        lines.add(text("| a night | | %s | %.4f |", minutes(night.minutes()), streams * night.dollars()));
        return lines;
    }

    private List<String> advice() {
        List<String> lines = new ArrayList<>();
        StreamSize stream = night.stream();
        if (setup.schedule() == ReadSchedule.NIGHTLY && stream.readMinutes() > MINUTES_OF_STATE) {
            lines.add("Kinesis delivers the day in more than the six hours that ingest may take: read it every hour"
                    + " (--hourly), or split its shards.");
        } else if (setup.schedule() == ReadSchedule.NIGHTLY && stream.isLongRead()) {
            lines.add("Read the stream every hour (--hourly): Kinesis, not the workers, decides how long the night's"
                    + " read takes.");
        }
        return lines;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("streams", streams);
        json.put("shards", night.stream().shards());
        json.put("retention-hours", night.stream().retentionHours(setup.schedule()));
        json.put("read-minutes", night.stream().readMinutes());
        json.put("hourly-recommended", night.stream().isLongRead());
        List<Map<String, Object>> stages = new ArrayList<>();
        for (Stage stage : night.stages()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("stage", stage.name());
            line.put("workers", stage.workers());
            line.put("minutes", stage.minutes());
            line.put("dollars", streams * stage.dollars());
            stages.add(line);
        }
        json.put("stages", stages);
        json.put("minutes", night.minutes());
        json.put("dollars", streams * night.dollars());
        json.put("lake-gigabytes", streams * night.lakeGigabytes());
        json.put("prices", new TreeMap<>(prices.values()));
        json.put("sources", new TreeMap<>(prices.sources()));
        json.put("unverified", prices.unverified());
        return json;
    }

    private static String minutes(double minutes) {
        return text("%,.1f", minutes);
    }

    private static String number(double value) {
        return java.math.BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
