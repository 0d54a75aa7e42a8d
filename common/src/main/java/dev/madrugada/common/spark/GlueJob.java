package dev.madrugada.common.spark;

import dev.madrugada.common.error.Unexpected;
import java.lang.reflect.InvocationTargetException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers a job run with Glue: {@code Job.init} after the session was created, {@code Job.commit} after the work
 * succeeded. Outside Glue the classes do not exist and nothing is called.
 *
 * <p>The calls use reflection, because Glue's library is not in a public registry. The signatures are those that public
 * Glue scripts in Scala use: {@code new GlueContext(sparkContext)} and {@code Job.init(name, glueContext, javaMap)}. Two
 * details are not verified on Glue: the one-argument constructor, which Scala may provide by a default argument, and the
 * map's keys, which have no dashes here. Therefore an unexpected signature and a failed init are logged, and the job
 * continues without Glue's Job. The only loss is job bookmarks, which these jobs do not use.
 */
record GlueJob(Class<?> job) {
    private static final Logger LOG = LoggerFactory.getLogger(GlueJob.class);
    private static final String CONTEXT = "com.amazonaws.services.glue.GlueContext";
    private static final String JOB = "com.amazonaws.services.glue.util.Job";

    /** Calls {@code Job.init}; empty outside Glue, or if the call failed. */
    static Optional<GlueJob> initialised(SparkSession session, String[] args) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try {
            Class<?> context = Class.forName(CONTEXT, true, loader);
            Class<?> job = Class.forName(JOB, true, loader);
            Object glueContext = context.getConstructor(SparkContext.class).newInstance(session.sparkContext());
            Map<String, String> given = pairs(args);
            job.getMethod("init", String.class, context, Map.class)
                    .invoke(null, name(session, given), glueContext, given);
            return Optional.of(new GlueJob(job));
        } catch (ClassNotFoundException notOnGlue) {
            return Optional.empty();
        } catch (InvocationTargetException refused) {
            LOG.warn("Glue's Job.init failed; the job continues without it: {}", Unexpected.describe(refused), refused);
            return Optional.empty();
        } catch (ReflectiveOperationException | LinkageError other) {
            LOG.warn("Glue's Job has an unexpected signature; the job continues without it: {}", other.toString());
            return Optional.empty();
        }
    }

    /**
     * Calls {@code Job.commit}.
     *
     * @throws dev.madrugada.common.error.RetryableException SinkUnavailable if Glue's commit fails
     */
    void commit() {
        try {
            job.getMethod("commit").invoke(null);
        } catch (InvocationTargetException refused) {
            throw SparkFaults.glueCommitRefused(refused).exception(refused);
        } catch (ReflectiveOperationException other) {
            LOG.warn("Glue's Job has an unexpected signature and is not committed: {}", other.toString());
        }
    }

    private static String name(SparkSession session, Map<String, String> given) {
        return given.getOrDefault(
                "JOB_NAME",
                System.getProperty("spark.glue.JOB_NAME", session.sparkContext().appName()));
    }

    private static Map<String, String> pairs(String[] args) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int i = 0; i < args.length; i++) {
            if (args[i].startsWith("--")) {
                boolean hasValue = i + 1 < args.length && !args[i + 1].startsWith("--");
                pairs.put(args[i].substring(2), hasValue ? args[i + 1] : "true");
            }
        }
        return pairs;
    }
}
