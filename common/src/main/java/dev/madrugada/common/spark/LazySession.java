package dev.madrugada.common.spark;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Creates the Spark session on first use, together with Glue's job run, and stops it on close if it was created. Not
 * thread-safe.
 */
final class LazySession implements Supplier<SparkSession>, AutoCloseable {
    private final String[] args;
    private @Nullable SparkSession session;
    private Optional<GlueJob> glueJob = Optional.empty();

    LazySession(String[] args) {
        this.args = args.clone();
    }

    @Override
    public SparkSession get() {
        SparkSession created = session;
        if (created == null) {
            created = SparkSessions.create();
            session = created;
            glueJob = GlueJob.initialised(created, args);
        }
        return created;
    }

    /** Commits Glue's job run after the work succeeded. Call it before {@link #close}: the commit may use the session. */
    void commit() {
        glueJob.ifPresent(GlueJob::commit);
    }

    @Override
    public void close() {
        if (session != null) {
            session.stop();
        }
    }
}
