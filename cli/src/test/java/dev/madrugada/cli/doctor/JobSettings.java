package dev.madrugada.cli.doctor;

import java.util.List;
import java.util.Map;

/**
 * What doctor looks at in a Glue job's definition.
 *
 * @param timeout in minutes
 */
record JobSettings(String version, int retries, int runs, int timeout) {
    static final List<String> STAGES = List.of("ingest", "transform", "quality", "load");
    static final JobSettings SOUND = new JobSettings("5.1", 0, 20, 200);

    private static final Map<String, String> CLASSES = Map.of(
            "ingest", "dev.madrugada.ingest.IngestJob",
            "transform", "dev.madrugada.transform.TransformJob",
            "quality", "dev.madrugada.quality.QualityJob",
            "load", "dev.madrugada.load.LoadJob");

    static String jobName(String stage) {
        return "madrugada-local-" + stage;
    }

    /** The body of CreateJob. */
    String json(String stage) {
        return ("{\"Name\":\"%s\",\"GlueVersion\":\"%s\",\"MaxRetries\":%d,\"Timeout\":%d,"
                        + "\"NumberOfWorkers\":2,\"WorkerType\":\"G.1X\","
                        + "\"ExecutionProperty\":{\"MaxConcurrentRuns\":%d},\"NonOverridableArguments\":"
                        + "{\"--class\":\"%s\",\"--conf\":\"spark.hadoop.fs.s3a.endpoint.region=us-east-1\"}}")
                .formatted(jobName(stage), version, retries, timeout, runs, CLASSES.get(stage));
    }
}
