package dev.madrugada.quality;

import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.quality.Verdict.RuleVerdict;
import dev.madrugada.common.quality.Verdicts;
import dev.madrugada.common.spark.ContentDigest;
import dev.madrugada.common.spark.JobContext;
import dev.madrugada.common.spark.PublishedRows;
import dev.madrugada.common.spark.SparkTypes;
import dev.madrugada.quality.deequ.Ruleset;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates the rules on the content of a curated partition and writes the verdict.
 *
 * @param evaluator digest of the rules, the contract and the code
 */
record PartitionQuality(
        JobContext context,
        DatasetContract contract,
        Ruleset rules,
        Digest evaluator,
        Verdicts verdicts,
        String runId) {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionQuality.class);

    /** The verdict of an earlier run on this content by the same rules, contract and code; it is written again. */
    Optional<Verdict> reused(Manifest curated) {
        Optional<Verdict> earlier = verdicts.find(curated.dataset(), curated.partition(), curated.content())
                .filter(verdict -> verdict.isAbout(curated) && evaluator.equals(verdict.evaluator()))
                .map(verdict -> verdict.onGeneration(curated.generation()));
        earlier.ifPresent(verdict -> {
            LOG.info("event=verdict-reused partition={} run-id={}", verdict.partition(), verdict.runId());
            verdicts.publish(verdict);
        });
        return earlier;
    }

    Verdict evaluate(Manifest curated) {
        Dataset<Row> files = PublishedRows.read(
                context.spark().get(), SparkTypes.schema(contract.curatedColumns()), List.of(curated));
        // The check reads the files once, and the rules use the rows that it has read.
        Dataset<Row> rows = withPartitionColumn(files, curated).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            requireListedContent(curated, rows);
            return evaluated(curated, rules.evaluate(rows));
        } finally {
            rows.unpersist();
        }
    }

    private Verdict evaluated(Manifest curated, List<RuleVerdict> results) {
        Verdict verdict =
                Verdict.on(curated, runId, context.clock().instant(), results).evaluatedBy(evaluator);
        verdicts.publish(verdict);
        LOG.info(
                "event=verdict partition={} generation={} status={} rules={} failed={} warned={}",
                verdict.partition(),
                verdict.generation(),
                verdict.status(),
                verdict.rules().size(),
                verdict.failed(Verdict.Level.BLOCK).size(),
                verdict.failed(Verdict.Level.WARN).size());
        return verdict;
    }

    /** Requires the rows that the manifest lists: transform does not read back what it has written. */
    private static void requireListedContent(Manifest curated, Dataset<Row> rows) {
        Digest found = ContentDigest.of(rows.drop(curated.partition().column()));
        if (!found.equals(curated.content())) {
            throw QualityFaults.contentDiffers(curated, found).exception();
        }
    }

    /** The rows with the partition column, which the files do not contain but rules may name. */
    private static Dataset<Row> withPartitionColumn(Dataset<Row> files, Manifest curated) {
        return files.withColumn(
                curated.partition().column(), functions.lit(curated.partition().day()));
    }
}
