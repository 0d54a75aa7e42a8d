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
 * Glue's own bookkeeping of a job run: {@code Job.init} once the session is there, {@code Job.commit} when the work
 * ended well. Off Glue the classes are absent and nothing happens.
 *
 * <p>By reflection, since the library they come in is on no public registry. Public Glue scripts in Scala call {@code
 * new GlueContext(sparkContext)} and {@code Job.init(name, glueContext, javaMap)}, which is what is looked up here; a
 * GlueContext whose one-argument constructor is a Scala default in disguise, and the spelling of the map's keys (here
 * as given, without the dashes), are unverified: nothing was run on Glue. So a shape that is not as expected, and an
 * init that fails, is reported and passed over: no job run ends for it. It costs no more than the bookmarks, which act on Glue's own sources only and these jobs
 * don't use.
 */
record GlueJob(Class<?> job) {
    private static final Logger LOG = LoggerFactory.getLogger(GlueJob.class);
    private static final String CONTEXT = "com.amazonaws.services.glue.GlueContext";
    private static final String JOB = "com.amazonaws.services.glue.util.Job";

    /** Begins the job run with Glue, where there is one. */
    static Optional<GlueJob> begun(SparkSession session, String[] args) {
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
            LOG.warn("Glue's Job.init failed, and its Job is not called: {}", Unexpected.describe(refused), refused);
            return Optional.empty();
        } catch (ReflectiveOperationException | LinkageError other) {
            LOG.warn("Glue's Job is not as expected and is not called: {}", other.toString());
            return Optional.empty();
        }
    }

    /** Tells Glue that the job run ended well. */
    void commit() {
        try {
            job.getMethod("commit").invoke(null);
        } catch (InvocationTargetException refused) {
            throw SparkFaults.glueCommitRefused(refused).exception(refused);
        } catch (ReflectiveOperationException other) {
            LOG.warn("Glue's Job is not as expected and is not committed: {}", other.toString());
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
