package dev.madrugada.quality;

import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.quality.Verdict.RuleVerdict;
import dev.madrugada.common.quality.Verdicts;
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
        List<RuleVerdict> evaluated = rules.evaluate(rows(curated));
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

    /** The partition's rows with the partition column, which the files do not contain but rules may name. */
    private Dataset<Row> rows(Manifest curated) {
        return PublishedRows.read(context.spark().get(), SparkTypes.schema(contract.curatedColumns()), List.of(curated))
                .withColumn(
                        curated.partition().column(),
                        functions.lit(curated.partition().day()));
    }
}
