package dev.madrugada.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.spark.LocalSpark;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arrival day of a night is cut from hours of UTC by the dataset's day-zone. */
@ExtendWith(LocalSpark.class)
class DayZonesTest {
    private static final String EVENTS = """
            payload:
              columns:
                - {name: id, type: bigint, required: true}
            key: {columns: [id], keep: latest}
            event-time: {column: arrival, partition: day}
            """;

    @TempDir
    Path folder;

    /** The oracle is the date of the arrival in the zone, by the JDK. */
    @ParameterizedTest
    @CsvSource({
        "UTC,               2026-03-29, 24",
        "Europe/Madrid,     2026-03-29, 23",
        "Europe/Madrid,     2026-10-25, 25",
        "America/Sao_Paulo, 2018-11-04, 23",
        "Asia/Kolkata,      2026-03-29, 24"
    })
    void aNightHasTheRecordsThatArrivedOnItsDayInItsZone(ZoneId zone, LocalDate date, int hours, SparkSession spark) {
        List<Instant> arrivals = arrivals(zone, date);
        assertThat(Duration.between(start(zone, date), start(zone, date.plusDays(1))))
                .hasHours(hours);
        LocalNights nights = LocalNights.on(spark, folder, inZone(zone));
        publish(spark, arrivals, date);

        RunRecord done = nights.transform(date.toString());

        List<String> expected = new ArrayList<>();
        for (int i = 0; i < arrivals.size(); i++) {
            if (LocalDate.ofInstant(arrivals.get(i), zone).equals(date)) {
                expected.add(String.valueOf(i));
            }
        }
        assertThat(expected).hasSizeGreaterThan(3).hasSizeLessThan(arrivals.size() - 3);
        assertThat(nights.curated(date.toString())).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(done.counts()).containsEntry("raw", (long) expected.size());
    }

    @Test
    void anHourThatIsMissingIsNamed(SparkSession spark) {
        LocalDate date = LocalDate.parse("2026-03-29");
        RawDays.publish(spark, folder.toUri(), date.toString());

        assertThatThrownBy(() -> LocalNights.on(spark, folder, inZone(ZoneId.of("Asia/Kolkata")))
                        .transform(date.toString()))
                .hasMessageStartingWith("InputMissing: raw/events 2026-03-29 (Asia/Kolkata): 6 hours are not published:"
                        + " 2026-03-28T18:00:00Z, 2026-03-28T19:00:00Z, ");
    }

    @Test
    void aChangedZoneChangesTheIdentityOfTransform(SparkSession spark) {
        LocalDate date = LocalDate.parse("2026-03-29");
        publish(spark, arrivals(ZoneOffset.UTC, date), date);

        RunRecord utc = LocalNights.on(spark, folder, inZone(ZoneId.of("UTC"))).transform(date.toString());
        RunRecord madrid = LocalNights.on(spark, folder, inZone(ZoneId.of("Europe/Madrid")))
                .transform(date.toString());

        assertThat(madrid.identity()).isNotEqualTo(utc.identity());
        assertThat(madrid.inputs()).containsKey("raw dt=2026-03-28/hour=23");
        assertThat(utc.inputs()).doesNotContainKey("raw dt=2026-03-28/hour=23");
    }

    private static DatasetFolder inZone(ZoneId zone) {
        return Contracts.folder("day-zone: " + zone + "\n" + EVENTS);
    }

    private static Instant start(ZoneId zone, LocalDate date) {
        return date.atStartOfDay(zone).toInstant();
    }

    /** Both edges of the day to the microsecond, and an instant of every two hours around it. */
    private static List<Instant> arrivals(ZoneId zone, LocalDate date) {
        List<Instant> arrivals = new ArrayList<>();
        for (Instant edge : List.of(start(zone, date), start(zone, date.plusDays(1)))) {
            arrivals.addAll(List.of(edge.minusNanos(1000), edge, edge.plusNanos(1000)));
        }
        Instant from = start(ZoneOffset.UTC, date.minusDays(1));
        for (int i = 1; i < 72; i += 2) {
            arrivals.add(from.plus(Duration.ofHours(i)).plusSeconds(i * 47L));
        }
        return arrivals;
    }

    private void publish(SparkSession spark, List<Instant> arrivals, LocalDate date) {
        for (LocalDate utc = date.minusDays(1); !utc.isAfter(date.plusDays(1)); utc = utc.plusDays(1)) {
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < arrivals.size(); i++) {
                if (LocalDate.ofInstant(arrivals.get(i), ZoneOffset.UTC).equals(utc)) {
                    rows.add(RawDays.raw(String.valueOf(i + 1), arrivals.get(i).toString(), "{\"id\":" + i + "}"));
                }
            }
            RawDays.publish(spark, folder.toUri(), utc.toString(), rows.toArray(Row[]::new));
        }
    }
}
