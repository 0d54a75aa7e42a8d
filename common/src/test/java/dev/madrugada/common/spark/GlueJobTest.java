package dev.madrugada.common.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.error.RetryableException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalSpark.class)
class GlueJobTest {
    private static final String[] ARGS = {"--JOB_NAME", "nightly-ingest", "--date", "2001-01-01", "--enable-metrics"};

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @TempDir
    Path folder;

    private Path calls = Path.of("");

    @BeforeEach
    void recordCalls() {
        calls = folder.resolve("calls");
        System.setProperty(GlueDouble.CALLS, calls.toString());
    }

    @AfterEach
    void leaveGlue() {
        Thread.currentThread().setContextClassLoader(before);
        System.clearProperty(GlueDouble.CALLS);
        System.clearProperty(GlueDouble.REFUSES);
    }

    @Test
    void nothingHappensOutsideGlue(SparkSession spark) {
        assertThat(GlueJob.initialised(spark, ARGS)).isEmpty();
    }

    @Test
    void theJobIsInitialisedWithNameAndArgumentsAndCommitted(SparkSession spark) throws IOException {
        goOntoGlue();

        GlueJob job = GlueJob.initialised(spark, ARGS).orElseThrow();
        assertThat(calls)
                .hasContent("init nightly-ingest {JOB_NAME=nightly-ingest, date=2001-01-01, enable-metrics=true}\n");

        job.commit();
        assertThat(Files.readAllLines(calls)).hasSize(2).last().isEqualTo("commit running");
    }

    @Test
    void aFailedInitDoesNotEndTheJob(SparkSession spark) throws IOException {
        goOntoGlue();
        System.setProperty(GlueDouble.REFUSES, "init");

        assertThat(GlueJob.initialised(spark, ARGS)).isEmpty();
        assertThat(calls).doesNotExist();
    }

    @Test
    void aFailedCommitIsRetryable(SparkSession spark) throws IOException {
        goOntoGlue();
        Optional<GlueJob> job = GlueJob.initialised(spark, ARGS);
        System.setProperty(GlueDouble.REFUSES, "commit");

        assertThatThrownBy(() -> job.orElseThrow().commit())
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("the stage's work is complete and published");
    }

    private void goOntoGlue() throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        GlueDouble.compile(
                classes, System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        Thread.currentThread()
                .setContextClassLoader(
                        new URLClassLoader(new URL[] {classes.toUri().toURL()}, before));
    }
}
