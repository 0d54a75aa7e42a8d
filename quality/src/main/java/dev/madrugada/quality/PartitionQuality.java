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
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Evaluates the rules on a curated partition and publishes the verdict. */
record PartitionQuality(JobContext context, DatasetContract contract, Ruleset rules, Verdicts verdicts, String runId) {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionQuality.class);

    Verdict evaluate(Manifest curated) {
        Dataset<Row> files = PublishedRows.read(
                context.spark().get(), SparkTypes.schema(contract.curatedColumns()), List.of(curated));
        requireListedContent(curated, files);
        List<RuleVerdict> evaluated = rules.evaluate(withPartitionColumn(files, curated));
        Verdict verdict = Verdict.on(curated, runId, context.clock().instant(), evaluated);
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
    private static void requireListedContent(Manifest curated, Dataset<Row> files) {
        Digest found = ContentDigest.of(files);
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
