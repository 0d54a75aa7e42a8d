package dev.madrugada.cli.run;

import dev.madrugada.common.run.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Prints the end of a night: the stages, the counts, refused records and warnings, and the paths of the results. */
record NightText(NightSummary summary, WorkFolder work, NightConsole.Terminal terminal) {
    private static final int SHOWN = 10;

    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of("", row("stage", "status", " seconds")));
        for (StageResult stage : summary.stages()) {
            lines.add(row(
                            stage.stage(),
                            stage.skipped() ? "skipped" : stage.status(),
                            String.format(Locale.ROOT, "%8.1f", stage.seconds()))
                    + (stage.attempts() > 1 ? "  " + stage.attempts() + " attempts" : ""));
        }
        lines.add("");
        counts(lines);
        findings(lines);
        lines.add("");
        places(lines);
        return lines;
    }

    private static String row(String stage, String status, String seconds) {
        return String.format(Locale.ROOT, "%-12s%-12s%s", stage, status, seconds);
    }

    private void counts(List<String> lines) {
        Map<String, Long> counts = summary.counts();
        if (counts.containsKey("read")) {
            lines.add("read " + counts.get("read") + " = raw " + counts.get("raw"));
        }
        if (counts.containsKey("rows")) {
            lines.add("raw " + counts.getOrDefault("raw", 0L) + " = accepted " + counts.get("accepted")
                    + " + quarantined " + counts.get("quarantined"));
            lines.add("rows " + counts.get("rows") + " = curated " + counts.get("curated") + " + duplicates "
                    + counts.get("duplicates"));
        } else if (counts.containsKey("curated")) {
            lines.add("raw " + counts.getOrDefault("raw", 0L) + " = curated " + counts.get("curated")
                    + " + quarantined " + counts.get("quarantined") + " + duplicates " + counts.get("duplicates"));
        }
        summary.partitions()
                .forEach(partition -> lines.add(partition.partition() + ": "
                        + (partition.staged() == partition.published() ? "" : "staged " + partition.staged() + ", ")
                        + "published " + partition.published() + ", loaded " + partition.loaded()
                        + (partition.waits() ? ", left to its own night" : "")));
    }

    private void findings(List<String> lines) {
        long quarantined = summary.counts().getOrDefault("quarantined", 0L);
        if (quarantined > 0 || !summary.refused().isEmpty()) {
            lines.add(terminal.amber(grouped(quarantined) + " of "
                    + grouped(summary.counts().getOrDefault("raw", 0L)) + " refused" + ofInput()));
            summary.refused().stream().limit(SHOWN).forEach(refusal -> lines.add(terminal.amber("  " + text(refusal))));
            more(summary.refused().size(), "  and ", " more reasons, in the summary")
                    .ifPresent(lines::add);
        }
        summary.warnings().stream()
                .limit(SHOWN)
                .forEach(warning -> lines.add(terminal.amber("warning: " + warning.code() + ": " + warning.message())));
        more(summary.warnings().size(), "and ", " more warnings, in the summary")
                .ifPresent(lines::add);
    }

    /** The records that are in no count, because ingest could not read them. */
    private String ofInput() {
        long count = summary.refused().stream()
                .filter(refusal -> refusal.code().equals(Refusal.INPUT_REFUSED))
                .mapToLong(Refusal::count)
                .sum();
        return count == 0 ? "" : ", and " + grouped(count) + " that did not reach raw";
    }

    private static Optional<String> more(int all, String before, String after) {
        return all > SHOWN ? Optional.of(before + (all - SHOWN) + after) : Optional.empty();
    }

    private static String text(Refusal refusal) {
        String column = refusal.column() == null ? "" : " " + refusal.column();
        Refusal.Example example = refusal.example();
        String seen = example == null
                ? ""
                : "; masked: " + (example.masked() == null ? "(no value)" : example.masked()) + ", " + place(example);
        return grouped(refusal.count()) + " " + refusal.code() + column + ": " + refusal.detail() + seen;
    }

    private static String place(Refusal.Example example) {
        return example.shardId() + " " + example.sequenceNumber()
                + (example.subSequenceNumber() > 0 ? "." + example.subSequenceNumber() : "");
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private void places(List<String> lines) {
        place(lines, "summary", Optional.of(work.summary()));
        place(lines, "report", summary.report().html());
        place(lines, "figures", summary.report().csv());
        place(lines, "lake", Optional.of(work.lake()));
        place(lines, "mail, notices", Optional.of(work.outbox()));
        place(lines, "logs", Optional.of(work.logs()));
    }

    private static void place(List<String> lines, String name, Optional<Path> path) {
        path.ifPresent(where -> lines.add(String.format(Locale.ROOT, "%-14s %s", name, where)));
    }
}
