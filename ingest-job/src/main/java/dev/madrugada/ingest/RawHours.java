package dev.madrugada.ingest;

import dev.madrugada.common.arguments.StageArguments.Rerun;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.lake.Arrivals;
import dev.madrugada.common.lake.Arrivals.ReadWarning;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.lake.ShardSpan;
import dev.madrugada.common.lake.StagedPartition;
import dev.madrugada.common.run.Conservation;
import dev.madrugada.common.run.RunWarning;
import dev.madrugada.common.spark.raw.HourFiles;
import dev.madrugada.common.spark.raw.WrittenHour;
import dev.madrugada.common.time.ArrivalHour;
import dev.madrugada.ingest.source.HourRead;
import dev.madrugada.ingest.source.HourSource;
import dev.madrugada.ingest.source.HourSpan;
import dev.madrugada.ingest.source.SourceFindings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * Reads hours from the source and publishes each by itself, oldest first. A run that fails leaves the hours before it
 * published, and the next run goes on from there. A generation never has fewer records than the one before it.
 */
record RawHours(HourSource source, PartitionCommits raw, ObjectStore store, String runId) {
    /**
     * What was ingested.
     *
     * @param hours the generation of each hour that was read
     * @param facts what the source counted, by name
     */
    record Ingested(NavigableMap<ArrivalHour, Manifest> hours, List<RunWarning> warnings, Map<String, Long> facts) {
        Ingested {
            hours = Collections.unmodifiableNavigableMap(new TreeMap<>(hours));
            warnings = List.copyOf(warnings);
            facts = Collections.unmodifiableMap(new TreeMap<>(facts));
        }
    }

    /** The hours that have to be read: those not published as complete, and those of which the source has more now. */
    List<ArrivalHour> due(List<ArrivalHour> hours, Map<ArrivalHour, Manifest> published, Rerun rerun) {
        return hours.stream()
                .filter(hour -> rerun == Rerun.FORCED
                        || !Optional.ofNullable(published.get(hour))
                                .filter(manifest -> isWhole(hour, manifest))
                                .isPresent())
                .toList();
    }

    /** Whether the generation is complete, its files exist, and the source has no more records of the hour. */
    boolean isWhole(ArrivalHour hour, Manifest published) {
        return published.isComplete() && raw.isIntact(published) && !source.hasMore(hour, published);
    }

    /**
     * Ingests hours.
     *
     * @param due the hours to read, in order
     * @param published the current generations, looked up before; of hours that are not in the map nothing is published
     */
    Ingested ingested(SparkSession spark, List<ArrivalHour> due, Map<ArrivalHour, Manifest> published) {
        Run run = new Run(spark, published);
        SpanGrowth growth = new SpanGrowth();
        int from = 0;
        while (from < due.size()) {
            HourSpan span = span(due, from, growth.hours());
            long started = System.nanoTime();
            long bytes = run.ingest(span);
            int read = span.hours().size();
            growth.note(read, Duration.ofNanos(System.nanoTime() - started), bytes);
            from += read;
        }
        return new Ingested(run.done, run.warnings, run.facts);
    }

    /** The longest span of consecutive hours from a position on, of at most so many hours. */
    private static HourSpan span(List<ArrivalHour> due, int from, int hours) {
        int to = from;
        while (to + 1 < due.size()
                && to + 1 < from + hours
                && due.get(to + 1).equals(due.get(to).next())) {
            to++;
        }
        return new HourSpan(due.get(from), due.get(to));
    }

    /** One run over several spans. */
    private final class Run {
        private final SparkSession spark;
        private final Map<ArrivalHour, Manifest> published;
        private final HourFiles files;
        private final HeldRecords held;
        private final NavigableMap<ArrivalHour, Manifest> done = new TreeMap<>();
        private final List<RunWarning> warnings = new ArrayList<>();
        private final Map<String, Long> facts = new TreeMap<>();

        Run(SparkSession spark, Map<ArrivalHour, Manifest> published) {
            this.spark = spark;
            this.published = published;
            this.files = new HourFiles(spark, raw.table());
            this.held = new HeldRecords(spark, raw.table(), store, ErasedRecords.NONE);
        }

        /** Reads, checks and publishes the hours of a span; returns the bytes of their files. */
        long ingest(HourSpan span) {
            // Unique for every attempt, so that a retry never finds files of the attempt before it.
            String folder = "run-" + runId + "-" + UUID.randomUUID().toString().substring(0, 8);
            List<RunWarning> ofSpan = new ArrayList<>(source.warnings(span.window()));
            HourRead read = ofSource(() -> source.read(spark, span, before(span)));
            HourFiles.Written written = ofSource(() -> files.written(read.records(), span.hours(), folder));
            SourceFindings found = ofSource(() -> read.found().get());
            requireConserved(span, written);
            ofSpan.addAll(found.warnings());
            warnings.addAll(ofSpan);
            Map<ArrivalHour, List<ReadWarning>> kept = Map.of(span.first(), readWarnings(ofSpan));
            found.facts().forEach((name, count) -> facts.merge(name, count, Long::sum));
            written.hours().forEach((hour, content) -> {
                Arrivals arrivals = new Arrivals(
                        read.complete(),
                        source.identity(),
                        content.quarters(),
                        spans(content, read.known().getOrDefault(hour, List.of())),
                        found.refused().getOrDefault(hour, List.of()),
                        kept.getOrDefault(hour, List.of()));
                done.put(hour, publish(hour, content, arrivals, folder));
            });
            return written.bytes();
        }

        /** Kept with the hours, so that the night's run record has them, whichever run read the hours. */
        private static List<ReadWarning> readWarnings(List<RunWarning> found) {
            return found.stream()
                    .map(warning -> new ReadWarning(warning.code(), warning.subject(), warning.message()))
                    .toList();
        }

        private Optional<Manifest> before(HourSpan span) {
            ArrivalHour hour = span.first().previous();
            return Optional.ofNullable(done.get(hour))
                    .or(() -> Optional.ofNullable(published.get(hour)))
                    .or(() -> raw.current(LakeLayout.arrivalHour(hour)));
        }

        /** Requires that everything read was written, before the first hour is published. */
        private void requireConserved(HourSpan span, HourFiles.Written written) {
            if (written.outside() > 0) {
                throw RawFaults.outside(raw.table(), span, written.outside()).exception();
            }
            written.hours()
                    .forEach((hour, content) -> new Conservation(content.read(), content.written(), 0, 0, 0)
                            .atIngest()
                            .ifPresent(difference -> {
                                throw RawFaults.writtenDiffers(raw.table(), LakeLayout.arrivalHour(hour), difference)
                                        .exception();
                            }));
        }

        private Manifest publish(ArrivalHour hour, WrittenHour content, Arrivals arrivals, String folder) {
            Partition partition = LakeLayout.arrivalHour(hour);
            Optional<Manifest> current = Optional.ofNullable(published.get(hour));
            long base = current.map(Manifest::generation).orElse(0L);
            StagedPartition staged =
                    files.staged(store, runId, new HourFiles.HourInRun(hour, base, folder), content, arrivals);
            current.ifPresent(manifest -> held.requireIn(staged, manifest));
            Manifest next = raw.publish(staged);
            if (base > 0) {
                raw.collectGarbage(partition);
            }
            return next;
        }
    }

    /** The shards that the source knows, with what was written of them, and the other shards that have rows. */
    private static List<ShardSpan> spans(WrittenHour content, List<ShardSpan> known) {
        Map<String, ShardSpan> spans = new TreeMap<>(content.shards());
        for (ShardSpan span : known) {
            ShardSpan written = content.shards().get(span.shard());
            spans.put(span.shard(), written == null ? span.withoutRows() : span.with(written));
        }
        return List.copyOf(spans.values());
    }

    private <T> T ofSource(Supplier<T> step) {
        try {
            return step.get();
        } catch (Exception failed) { // Spark throws checked exceptions without declaring them
            Optional<MadrugadaException> coded = source.classified(failed);
            if (coded.isPresent()) {
                throw coded.get();
            }
            throw failed;
        }
    }
}
