package dev.madrugada.kinesis.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A shard that gives 2 MB a second, and no more for five seconds behind a page of ten megabytes, loses nothing. */
@ExtendWith(SharedSpark.class)
class RateLimitsIT {

    private static final Instant DAY = Instant.parse("2001-01-01T00:00:00Z");
    private static final ReadWindow WINDOW = new ReadWindow(DAY, DAY.plus(Duration.ofMinutes(50)));
    private static final int RECORDS = 16;
    private static final int BYTES = 1_000_000;

    /** What is left when the first pages are through takes a whole page, and the rest of it another. */
    private static final Duration AT_LEAST = Duration.ofSeconds(5);

    @Test
    void aPageOfTenMegabytesAndTheRefusalsBehindItLoseNothing(SparkSession spark) {
        try (LocalKinesis kinesis = LocalKinesis.started(DAY);
                TestStream stream = TestStream.created("limited", 1, kinesis.endpoint())) {
            List<StreamedRecord> records = kinesis.put(stream.name(), puts());
            WrittenHistory history = new WrittenHistory(stream, DAY, WINDOW.end(), records, List.of(), List.of());
            kinesis.setClock(DAY.plus(Duration.ofHours(1)));
            kinesis.setQuirks(false);
            kinesis.setRateLimits(true);
            Dataset<Row> read = new WindowRead(spark, stream, WINDOW)
                    .at(DAY.plus(Duration.ofHours(1)))
                    .load();

            Instant began = Instant.now();
            List<ReadRow> rows = WindowRead.sorted(read.collectAsList());

            assertThat(rows).isEqualTo(history.rows(WINDOW, true));
            assertThat(ScanMetrics.of(read))
                    .hasEntrySatisfying(
                            "kinesisThrottles", refused -> assertThat(refused).isPositive());
            assertThat(Duration.between(began, Instant.now())).isGreaterThan(AT_LEAST);
        }
    }

    private static List<TimedPut> puts() {
        Random random = new Random(1);
        List<TimedPut> puts = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            byte[] data = new byte[BYTES];
            random.nextBytes(data);
            Instant at = DAY.plusSeconds(60L * i);
            puts.add(new TimedPut(UserPut.plain("key " + i, data), at, at));
        }
        return puts;
    }
}
