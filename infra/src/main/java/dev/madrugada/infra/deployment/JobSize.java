package dev.madrugada.infra.deployment;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a Glue job's runs are made of.
 *
 * @param workers number of workers, of which one is the driver; at least 2
 * @param flex true for spare capacity: cheaper, starts later, may be interrupted
 */
public record JobSize(
        @Nullable String workerType,
        @Nullable Integer workers,
        @Nullable Boolean flex) {
    public static final JobSize DEFAULT = new JobSize(null, null, null);

    /** The stages that are Glue jobs. */
    public static final List<String> STAGES = List.of("ingest", "transform", "quality", "load");

    public JobSize {
        workerType = Objects.requireNonNullElse(workerType, "G.1X");
        workers = Objects.requireNonNullElse(workers, 2);
        flex = Objects.requireNonNullElse(flex, false);
        if (workers < 2) {
            throw new IllegalArgumentException("a Glue job has at least 2 workers, not " + workers);
        }
        if (flex && !List.of("G.1X", "G.2X").contains(workerType)) {
            throw new IllegalArgumentException("Glue runs flex jobs on G.1X and G.2X only, not on " + workerType);
        }
    }
}
