package dev.madrugada.common.arguments;

import java.util.Locale;
import java.util.Set;

/**
 * The names of the arguments that Glue passes to a job's main method or reserves.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-glue-arguments.html">job
 *     parameters</a>
 */
final class GlueArgument {
    private static final Set<String> NAMES = Set.of(
            "job_name",
            "job_id",
            "job_run_id",
            "security_configuration",
            "tempdir",
            "redshifttempdir",
            "scriptlocation",
            "class",
            "conf",
            "extra-jars",
            "extra-files",
            "extra-py-files",
            "job-language",
            "job-bookmark-option",
            "job-bookmark-from",
            "job-bookmark-to",
            "continuation-option",
            "encryption-type",
            "enable-data-lineage",
            "enable-metrics",
            "enable-spark-ui",
            "enable-auto-scaling",
            "enable-job-insights",
            "enable-observability-metrics",
            "enable-continuous-cloudwatch-log",
            "enable-continuous-log-filter",
            "enable-glue-datacatalog",
            "enable-s3-parquet-optimized-committer",
            "enable-rename-algorithm-v2",
            "enable-lakeformation-fine-grained-access",
            "continuous-log-loggroup",
            "continuous-log-logstreamprefix",
            "continuous-log-conversionpattern",
            "customer-driver-env-vars",
            "customer-executor-env-vars",
            "datalake-formats",
            "disable-proxy-v2",
            "executor-cores",
            "spark-event-logs-path",
            "user-jars-first",
            "use-postgres-driver",
            "additional-python-modules",
            "python-modules-installer-option",
            "auto-scale-within-microbatch",
            "debug",
            "mode",
            "endpoint");

    private GlueArgument() {}

    static boolean isKnown(String name) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT));
    }
}
