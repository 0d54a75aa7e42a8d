package dev.madrugada.ingest;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.catalog.OpenCatalog;
import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PublishedHours;
import dev.madrugada.common.run.CodeDigest;
import dev.madrugada.common.run.Conservation;
import dev.madrugada.common.run.Findings;
import dev.madrugada.common.run.LakePartition;
import dev.madrugada.common.run.MissedNights;
import dev.madrugada.common.run.Output;
import dev.madrugada.common.run.RunWarning;
import dev.madrugada.common.run.Stage;
import dev.madrugada.common.run.StageIdentity;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.StageOutcome;
import dev.madrugada.common.spark.JobContext;
import dev.madrugada.common.time.ArrivalDay;
import dev.madrugada.common.time.ArrivalHour;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records that arrived on a day into the hours of raw. The identity has no inputs, and hours that are
 * published as complete are not read again: neither a new contract nor a new JAR reads them. Only {@code --force} does,
 * because the source deletes old records and raw keeps them.
 */
final class IngestStage implements Stage {
    private final StageArguments arguments;
    private final JobContext context;
    private final DatasetFolder folder;
    private final RawHours rawHours;
    private final ArrivalDay day;
    private final AwsClients clients;

    IngestStage(
            StageArguments arguments, JobContext context, DatasetFolder folder, RawHours rawHours, AwsClients clients) {
        this.arguments = arguments;
        this.context = context;
        this.folder = folder;
        this.rawHours = rawHours;
        this.day =
                new ArrivalDay(arguments.date(), folder.contract().eventTime().zone());
        this.clients = clients;
    }

    @Override
    public StageIdentity identity() {
        return new StageIdentity(StageName.INGEST, folder.contract().dataset(), arguments.date(), Map.of());
    }

    @Override
    public Map<String, String> recorded() {
        return Map.of(
                "contract", folder.contractDigest().text(),
                "code", CodeDigest.of(IngestStage.class));
    }

    /** Whether the outputs are the hours of the day, as they are published; a changed day-zone changes the hours. */
    @Override
    public boolean areUpToDate(List<Output> outputs) {
        Set<Partition> recorded = outputs.stream()
                .filter(LakePartition.class::isInstance)
                .map(output -> ((LakePartition) output).partition())
                .collect(Collectors.toSet());
        Set<Partition> due = day.hours().stream().map(LakeLayout::arrivalHour).collect(Collectors.toSet());
        if (!recorded.equals(due)) {
            return false;
        }
        Map<Partition, Manifest> published = rawHours.raw().current(due);
        return outputs.stream().allMatch(output -> isUpToDate((LakePartition) output, published))
                && day.hours().stream().noneMatch(hour -> hasMore(hour, published.get(LakeLayout.arrivalHour(hour))));
    }

    private boolean isUpToDate(LakePartition output, Map<Partition, Manifest> published) {
        Manifest current = published.get(output.partition());
        return current != null
                && output.table().equals(rawHours.raw().table().name())
                && current.identity().equals(output.identity())
                && rawHours.raw().isIntact(current);
    }

    private boolean hasMore(ArrivalHour hour, @Nullable Manifest published) {
        return published != null && rawHours.source().hasMore(hour, published);
    }

    @Override
    public boolean isUpToDate(Output output) {
        return output instanceof LakePartition partition && partition.isCurrentIn(rawHours.raw());
    }

    @Override
    public StageOutcome execute() {
        requireSettled();
        requireCatalog();
        NavigableMap<ArrivalHour, Manifest> hours =
                new TreeMap<>(PublishedHours.of(rawHours.raw(), day).manifests());
        List<ArrivalHour> due = rawHours.due(day.hours(), hours, arguments.rerun());
        List<RunWarning> warnings = new ArrayList<>(MissedNights.read(
                        rawHours.store(),
                        new LakeLayout(arguments.lake()),
                        folder.contract().dataset())
                .warnings(arguments.date()));
        Map<String, String> facts = new TreeMap<>();
        if (!due.isEmpty()) {
            RawHours.Ingested ingested = rawHours.ingested(context.spark().get(), due, hours);
            hours.putAll(ingested.hours());
            ingested.facts().forEach((name, count) -> facts.put(name, Long.toString(count)));
        }
        facts.put("hours-read", Integer.toString(due.size()));
        PublishedHours whole =
                new PublishedHours(day, hours).requireWhole(rawHours.raw().table());
        Findings ofHours = HourFindings.of(whole);
        warnings.addAll(rawHours.source().dayWarnings(whole));
        warnings.addAll(ofHours.warnings());
        return StageOutcome.of(
                        hours.values().stream()
                                .map(manifest -> LakePartition.of(rawHours.raw().table(), manifest))
                                .toList(),
                        Conservation.ingestCounts(whole.rows(), whole.rows()),
                        facts)
                .withFindings(new Findings(ofHours.refusals(), warnings));
    }

    /** The source checks its own delay after the end of an hour; no source is asked about hours that have not ended. */
    private void requireSettled() {
        List<ArrivalHour> hours = day.hours();
        Instant end = hours.get(hours.size() - 1).end();
        Instant now = context.clock().instant();
        if (now.isBefore(end)) {
            throw RawFaults.notSettled(rawHours.raw().table(), day, day.settled(), now)
                    .exception();
        }
    }

    /**
     * Asks the catalog for a partition. Transform writes there. The night's first job asks, because in most deployments
     * all jobs share one role: a refusal is then known before the hour that ingest takes.
     */
    private void requireCatalog() {
        DatasetContract contract = folder.contract();
        try (OpenCatalog open = OpenCatalog.of(contract, arguments.lake(), clients)) {
            var unused =
                    open.catalog().location(new Partition(contract.eventTime().partition(), arguments.date()));
        }
    }
}
