package dev.madrugada.cli.doctor.account;

import dev.madrugada.cli.doctor.check.Check;
import dev.madrugada.cli.doctor.check.Finding;
import dev.madrugada.cli.doctor.check.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.Job;

/** The Glue jobs as they are deployed, compared with docs/deploy.md. */
final class JobChecks {
    private static final String VERSION = "5.1";
    /** Glue's default for MaxConcurrentRuns, with which a second night of any dataset is refused. */
    private static final int DEFAULT_RUNS = 1;

    /** @param limit minutes of the stage's state; the job's own timeout must be below */
    private record Stage(String name, String mainClass, int limit) {}

    private static final List<Stage> STAGES = List.of(
            new Stage("ingest", "dev.madrugada.ingest.IngestJob", 360),
            new Stage("transform", "dev.madrugada.transform.TransformJob", 360),
            new Stage("quality", "dev.madrugada.quality.QualityJob", 240),
            new Stage("load", "dev.madrugada.load.LoadJob", 240));

    private final GlueClient glue;
    private final Target target;

    JobChecks(GlueClient glue, Target target) {
        this.glue = glue;
        this.target = target;
    }

    List<Check> checks() {
        return STAGES.stream()
                .map(stage -> Check.of("job-" + stage.name(), () -> deployed(stage)))
                .toList();
    }

    private Finding deployed(Stage stage) {
        String name = target.named(stage.name());
        Job job;
        try {
            job = glue.getJob(ask -> ask.jobName(name)).job();
        } catch (EntityNotFoundException missing) {
            return Finding.failed("there is no job " + name, "deploy the stack, or correct --environment");
        }
        List<String> seen = new ArrayList<>();
        List<String> fixes = new ArrayList<>();
        differences(job, stage).forEach((what, fix) -> {
            seen.add(what);
            fixes.add(fix);
        });
        return seen.isEmpty()
                ? Finding.ok("Glue " + job.glueVersion() + ", " + job.numberOfWorkers() + " × "
                        + job.workerTypeAsString() + ", " + job.timeout() + " minutes")
                : Finding.failed(String.join("; ", seen), String.join("; ", fixes));
    }

    private static Map<String, String> differences(Job job, Stage stage) {
        Map<String, String> found = new LinkedHashMap<>();
        if (!VERSION.equals(job.glueVersion())) {
            found.put(
                    "GlueVersion is " + job.glueVersion(),
                    "set " + VERSION + ", with which the JAR is built and tested");
        }
        if (job.maxRetries() == null || job.maxRetries() != 0) {
            found.put(
                    "MaxRetries is " + job.maxRetries(),
                    "set 0: the state machine retries, and knows which errors are worth it");
        }
        Integer runs =
                job.executionProperty() == null ? null : job.executionProperty().maxConcurrentRuns();
        if (runs == null || runs <= DEFAULT_RUNS) {
            found.put(
                    "MaxConcurrentRuns is " + (runs == null ? DEFAULT_RUNS : runs),
                    "set 20 for each dataset: otherwise a second night is refused while one runs");
        }
        if (job.timeout() == null || job.timeout() >= stage.limit()) {
            found.put(
                    "Timeout is " + (job.timeout() == null ? "Glue's default" : job.timeout() + " minutes"),
                    "set less than the state's " + stage.limit() + ": a state that times out does not stop its run");
        }
        Map<String, String> arguments = new HashMap<>(job.defaultArguments());
        arguments.putAll(job.nonOverridableArguments());
        if (!stage.mainClass().equals(arguments.get("--class"))) {
            found.put("--class is " + arguments.get("--class"), "set " + stage.mainClass());
        }
        if (!arguments.getOrDefault("--conf", "").contains("fs.s3a.endpoint.region=")) {
            found.put(
                    "--conf names no region for S3A",
                    "set spark.hadoop.fs.s3a.endpoint.region=<region>: without it S3A uses us-east-2");
        }
        if (arguments.containsKey("--user-jars-first")) {
            found.put("--user-jars-first is set", "remove it: the JAR is built for the last place on the class path");
        }
        return found;
    }
}
