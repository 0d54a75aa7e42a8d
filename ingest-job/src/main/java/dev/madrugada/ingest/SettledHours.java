package dev.madrugada.ingest;

import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.run.Conservation;
import dev.madrugada.common.run.Findings;
import dev.madrugada.common.run.LakePartition;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.StageRun;
import dev.madrugada.common.spark.JobContext;
import dev.madrugada.common.time.ArrivalDay;
import dev.madrugada.common.time.ArrivalHour;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A run between nights: ingests the settled hours of the current day and of the day before. It saves no run record,
 * because a record is about a whole day; the night's own run finds the hours published.
 */
record SettledHours(StageArguments arguments, JobContext context, String dataset, ZoneId zone, RawHours rawHours) {
    StageRun.Result run() {
        Instant now = context.clock().instant();
        ArrivalDay today = ArrivalDay.of(now, zone);
        TreeSet<ArrivalHour> hours = new TreeSet<>(new ArrivalDay(today.date().minusDays(1), zone).hours());
        hours.addAll(today.hours());
        hours.removeIf(hour -> now.isBefore(hour.settled()));
        Map<ArrivalHour, Manifest> published = published(hours);
        List<ArrivalHour> due = rawHours.due(List.copyOf(hours), published, arguments.rerun());
        RawHours.Ingested ingested = due.isEmpty()
                ? new RawHours.Ingested(new TreeMap<>(), List.of(), Map.of())
                : rawHours.ingested(context.spark().get(), due, published);
        return new StageRun.Result(
                unsaved(ingested, now), due.isEmpty() ? StageRun.Disposition.SKIPPED : StageRun.Disposition.DONE);
    }

    private Map<ArrivalHour, Manifest> published(TreeSet<ArrivalHour> hours) {
        Map<Partition, ArrivalHour> partitions =
                hours.stream().collect(Collectors.toMap(LakeLayout::arrivalHour, hour -> hour));
        NavigableMap<ArrivalHour, Manifest> published = new TreeMap<>();
        rawHours.raw()
                .current(partitions.keySet())
                .forEach((partition, manifest) -> published.put(partitions.get(partition), manifest));
        return published;
    }

    /** For the log only. */
    private RunRecord unsaved(RawHours.Ingested ingested, Instant started) {
        List<LakePartition> outputs = new ArrayList<>();
        ingested.hours()
                .values()
                .forEach(manifest -> outputs.add(LakePartition.of(rawHours.raw().table(), manifest)));
        long rows = outputs.stream().mapToLong(LakePartition::rows).sum();
        Instant finished = context.clock().instant();
        return new RunRecord(
                RunRecord.VERSION,
                StageName.INGEST,
                dataset,
                arguments.date(),
                arguments.runId(),
                Map.of(),
                Map.of(),
                List.copyOf(outputs),
                Conservation.ingestCounts(rows, rows),
                Map.of("hours-read", Integer.toString(outputs.size())),
                List.of(),
                new Findings(List.of(), ingested.warnings()),
                started,
                finished,
                Duration.between(started, finished).toMillis() / 1000.0);
    }
}
