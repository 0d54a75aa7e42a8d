package dev.madrugada.common.spark;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Makes the session once, when it is first asked for, and begins Glue's job run with it; stops it only if made. */
final class LazySession implements Supplier<SparkSession>, AutoCloseable {
    private final String[] args;
    private @Nullable SparkSession session;
    private Optional<GlueJob> glueJob = Optional.empty();

    LazySession(String[] args) {
        this.args = args.clone();
    }

    @Override
    public SparkSession get() {
        SparkSession made = session;
        if (made == null) {
            made = SparkSessions.create();
            session = made;
            glueJob = GlueJob.begun(made, args);
        }
        return made;
    }

    /** Says that the work ended well; to be called before {@link #close}, since Glue's commit may use the session. */
    void committed() {
        glueJob.ifPresent(GlueJob::commit);
    }

    @Override
    public void close() {
        if (session != null) {
            session.stop();
        }
    }
}
