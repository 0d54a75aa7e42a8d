package dev.madrugada.kinesis.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Spark whose class path has an older AWS SDK, as hadoop-aws 3.4.1 brings it, reads a stream with {@code
 * kinesis-source-all.jar}. With the plain JAR the read fails, so the project builds both JARs.
 */
class OlderSdkIT {

    private static final long SEED = Long.getLong("madrugada.seed", System.nanoTime() % 1_000_000);
    private static final Instant DAY = Instant.parse("2001-01-01T00:00:00Z");
    private static final Instant NOW = DAY.plus(Duration.ofHours(1));
    private static final ReadWindow WINDOW = new ReadWindow(DAY, DAY.plus(Duration.ofMinutes(50)));
    private static final int RECORDS = 60;

    private static LocalKinesis kinesis;
    private static TestStream stream;
    private static WrittenHistory history;

    @TempDir
    private Path folder;

    @BeforeAll
    static void fillTheStream() {
        System.out.println("seed " + SEED + " (-Dmadrugada.seed)");
        kinesis = LocalKinesis.started(DAY);
        stream = TestStream.created("older-sdk", 2, kinesis.endpoint());
        List<TimedPut> puts = new ArrayList<>();
        for (UserPut put : new RandomPuts(new Random(SEED)).some(RECORDS)) {
            Instant at = DAY.plusSeconds(20L * puts.size());
            puts.add(new TimedPut(put, at, at));
        }
        List<StreamedRecord> records = kinesis.put(stream.name(), puts);
        kinesis.setClock(NOW);
        history = new WrittenHistory(stream, DAY, NOW, records, List.of(), List.of());
    }

    @AfterAll
    static void stop() {
        stream.close();
        kinesis.close();
    }

    @Test
    void plainJarFailsBecauseTheOlderSdkLacksMethods() throws Exception {
        List<Path> jars =
                ExecutorClasspath.ofThisJvm().source().stream().map(Path::of).toList();

        PlainSpark.Result result = new PlainSpark(folder).submit("plain", jars, options());

        assertThat(result.exitStatus()).as(result.console()).isNotZero();
        assertThat(result.console()).contains("java.lang.NoSuchMethodError", "software.amazon.awssdk.");
        assertThat(result.rows()).isEmpty();
    }

    @Test
    void jarWithTheRelocatedSdkReadsEveryRecord() throws Exception {
        Path jar = Path.of(System.getProperty("madrugada.root"), "kinesis-source/target/kinesis-source-all.jar");
        assertThat(Files.exists(jar))
                .as("%s; run mvn package without fat-jar.skip first", jar)
                .isTrue();

        PlainSpark.Result result = new PlainSpark(folder).submit("all", List.of(jar), options());

        assertThat(result.exitStatus()).as(result.console()).isZero();
        assertThat(result.rows())
                .as("-Dmadrugada.seed=%d", SEED)
                .isEqualTo(SubmittedRead.lines(history.rows(WINDOW, true)));
    }

    private static List<String> options() {
        List<String> options = new ArrayList<>(List.of("stream", stream.name(), "region", TestStream.REGION));
        options.addAll(List.of("endpoint", stream.endpoint().toString(), "now", NOW.toString()));
        options.addAll(
                List.of("start", WINDOW.start().toString(), "end", WINDOW.end().toString()));
        return options;
    }
}
