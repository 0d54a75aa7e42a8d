package dev.madrugada.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.common.json.Json;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.run.NightPartitions;
import dev.madrugada.common.run.Refusal;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.run.RunWarning;
import dev.madrugada.common.run.StageName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The result of a night, which is the content of summary.json.
 *
 * @param counts the known counts, by name
 * @param report the report's files on this machine, and the link to the report
 * @param error empty if the night succeeded
 */
record NightSummary(
        String dataset,
        LocalDate date,
        String runId,
        List<StageResult> stages,
        Map<String, Long> counts,
        List<LoadedPartition> partitions,
        List<Refusal> refused,
        List<RunWarning> warnings,
        ReportFiles report,
        Optional<Failure> error) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A curated partition that the night's records affect.
     *
     * @param staged rows that the night's transform wrote
     * @param published rows that the night's gate published
     * @param waits whether a later day's night publishes and loads the partition
     */
    record LoadedPartition(String partition, long staged, long published, long loaded, boolean waits) {}

    /** The report's files, and the link to the report. */
    record ReportFiles(Optional<Path> html, Optional<Path> csv, Optional<String> url) {
        static final ReportFiles NONE = new ReportFiles(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Why a night failed: the stage, if a stage failed, and the state machine's error and cause. */
    record Failure(Optional<String> stage, String code, String message) {
        /**
         * The message of a cause: the text after "Exception in User Class: class : ", or the message of a cause in
         * JSON.
         */
        static String plainMessage(String cause) {
            return text(cause).replaceFirst("^Exception in User Class: \\S+ : ", "");
        }

        private static String text(String cause) {
            try {
                JsonNode json = cause.startsWith("{") ? JSON.readTree(cause) : JSON.createObjectNode();
                return json.path("ErrorMessage")
                        .asText(json.path("errorMessage").asText(cause));
            } catch (IOException noJson) {
                return cause;
            }
        }
    }

    /**
     * The partitions of the transform's record, with the rows that the gate published, and those that the warehouse has.
     */
    static List<LoadedPartition> partitions(NightRecords records, Map<String, Long> loaded) {
        Map<String, Long> published = published(records);
        return records.find(StageName.TRANSFORM).map(NightPartitions::of).stream()
                .flatMap(night -> Stream.concat(
                        night.due().stream()
                                .map(due -> partition(due.partition(), due.rows(), published, loaded, false)),
                        night.waiting().stream()
                                .map(later -> partition(later.partition(), later.rows(), published, loaded, true))))
                .sorted(Comparator.comparing(LoadedPartition::partition))
                .toList();
    }

    private static Map<String, Long> published(NightRecords records) {
        Map<String, Long> published = new TreeMap<>();
        records.find(StageName.GATE).stream()
                .flatMap(gate -> gate.partitionsOf(LakeTable.Area.CURATED).stream())
                .forEach(output -> published.put(output.partition().toString(), output.rows()));
        return published;
    }

    private static LoadedPartition partition(
            Partition partition, long staged, Map<String, Long> published, Map<String, Long> loaded, boolean waits) {
        String name = partition.toString();
        return new LoadedPartition(
                name, staged, published.getOrDefault(name, 0L), loaded.getOrDefault(name, 0L), waits);
    }

    /**
     * The counts of the stages' records, and the number of loaded rows. Only partitions that the night has published
     * count as loaded: the warehouse has the old rows of the others.
     *
     * @param isCounted whether the warehouse's rows were counted
     */
    static Map<String, Long> counts(NightRecords records, List<LoadedPartition> partitions, boolean isCounted) {
        Map<String, Long> counts = new LinkedHashMap<>();
        records.find(StageName.INGEST).ifPresent(ingest -> add(counts, ingest, "read", "raw"));
        records.find(StageName.TRANSFORM).ifPresent(transform -> {
            add(counts, transform, "curated", "quarantined", "duplicates");
            if (transform.counts().containsKey("rows")) {
                add(counts, transform, "accepted", "rows");
            }
        });
        records.failedTransform().ifPresent(failed -> add(counts, failed, "quarantined"));
        if (isCounted) {
            Set<String> published = published(records).keySet();
            counts.put(
                    "loaded",
                    partitions.stream()
                            .filter(partition -> published.contains(partition.partition()))
                            .mapToLong(LoadedPartition::loaded)
                            .sum());
        }
        return counts;
    }

    private static void add(Map<String, Long> counts, RunRecord record, String... names) {
        for (String name : names) {
            counts.put(name, record.count(name));
        }
    }

    /** The warnings of ingest, of the transform and of the gate, followed by the broken rules that only warn. */
    static List<RunWarning> warnings(NightRecords records, List<String> warnedRules) {
        List<RunWarning> warnings = new ArrayList<>();
        records.find(StageName.INGEST)
                .ifPresent(ingest -> warnings.addAll(ingest.findings().warnings()));
        records.transform().ifPresent(found -> warnings.addAll(found.findings().warnings()));
        records.find(StageName.GATE)
                .ifPresent(gate -> warnings.addAll(gate.findings().warnings()));
        warnedRules.forEach(rule -> warnings.add(new RunWarning("RuleWarned", rule.split(": ", 2)[0], rule)));
        return warnings;
    }

    /** The records that ingest could not read, followed by those that transform quarantined. */
    static List<Refusal> refusals(NightRecords records) {
        return Stream.concat(records.find(StageName.INGEST).stream(), records.transform().stream())
                .flatMap(found -> found.findings().refusals().stream())
                .toList();
    }

    boolean hasSucceeded() {
        return error.isEmpty();
    }

    /** The content of summary.json. */
    ObjectNode json() {
        ObjectNode json = JSON.createObjectNode().put("dataset", dataset).put("date", date.toString());
        json.put("run-id", runId.isEmpty() ? null : runId)
                .put("status", hasSucceeded() ? StageResult.SUCCEEDED : StageResult.FAILED);
        json.set("stages", JSON.valueToTree(stages));
        ObjectNode numbers = json.putObject("counts");
        counts.forEach(numbers::put);
        ArrayNode all = json.putArray("partitions");
        partitions.forEach(partition -> {
            ObjectNode each = all.addObject()
                    .put("partition", partition.partition())
                    .put("published", partition.published())
                    .put("loaded", partition.loaded());
            if (partition.staged() != partition.published()) {
                each.put("staged", partition.staged());
            }
            if (partition.waits()) {
                each.put("waits", true);
            }
        });
        json.set("refused", tree(refused));
        json.set("warnings", tree(warnings));
        json.putObject("report")
                .put("html", report.html().map(Path::toString).orElse(null))
                .put("csv", report.csv().map(Path::toString).orElse(null))
                .put("url", report.url().orElse(null));
        error.ifPresent(failure -> json.putObject("error")
                .put("stage", failure.stage().orElse(null))
                .put("code", failure.code())
                .put("message", failure.message()));
        return json;
    }

    private static JsonNode tree(Object value) {
        try {
            return JSON.readTree(Json.write(value));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
