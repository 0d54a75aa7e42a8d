package dev.madrugada.kinesis.spark;

import dev.madrugada.kinesis.enumerator.ReadPlan;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What EXPLAIN says about a plan: its shards, its tasks, the most bytes to read, and what has expired. */
record PlanText(ReadPlan plan, Duration window) {
    /** A stream may have thousands of shards; EXPLAIN names the first ones. */
    private static final int NAMED = 50;

    private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB"};

    @Override
    public String toString() {
        List<String> shards = plan.shardIds();
        String names = String.join(", ", shards.subList(0, Math.min(NAMED, shards.size())));
        String more = shards.size() > NAMED ? ", and " + (shards.size() - NAMED) + " more" : "";
        String text = "reads %d shards [%s%s] in %d tasks, at most %s"
                .formatted(shards.size(), names, more, plan.partitions().size(), size(plan.maxBytes(window)));
        return plan.missing().isEmpty() ? text : text + ", without the expired records: " + plan.missing();
    }

    private static String size(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= 1024 && unit < UNITS.length - 1) {
            size /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
    }
}
