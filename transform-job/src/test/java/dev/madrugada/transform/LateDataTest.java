package dev.madrugada.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.spark.LocalSpark;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Five nights whose records are up to three days late, with duplicates across the days. Whatever the order of the nights
 * and of their repetitions, the partitions have the content that a plain computation over all records gives.
 */
@ExtendWith(LocalSpark.class)
class LateDataTest {
    private static final long SEED = Long.getLong("madrugada.seed", System.nanoTime());
    private static final LocalDate FIRST = LocalDate.parse("2001-01-10");
    private static final int NIGHTS = 5;
    private static final int LATENESS = 3;
    private static final DatasetFolder DATASET = Contracts.folder("""
            payload:
              columns:
                - {name: id, type: bigint, required: true}
                - {name: part, type: varchar(4)}
                - {name: happened_at, type: timestamp, required: true}
                - {name: version, type: integer, hidden: true}
                - {name: label, type: varchar(8)}
            key: {columns: [id, part], nullable: [part], keep: greatest version}
            event-time: {column: happened_at, partition: day, lateness-days: 3}
            max-quarantined: 50%
            """);

    @Test
    void theOrderOfNightsDoesNotMatter(@TempDir Path inOrder, @TempDir Path shuffled, SparkSession spark) {
        Random random = new Random(SEED);
        List<Night> nights = nights(random);
        List<Night> permuted = new ArrayList<>(nights);
        Collections.shuffle(permuted, random);

        LocalNights one = LocalNights.on(spark, inOrder, DATASET);
        LocalNights other = LocalNights.on(spark, shuffled, DATASET);
        nights.forEach(night -> night.run(one));
        permuted.forEach(night -> night.run(other));
        Map<LocalDate, Digest> contents = contents(one);

        assertThat(rows(one)).as("seed %d", SEED).isEqualTo(expected(nights));
        assertThat(contents(other)).as("seed %d", SEED).isEqualTo(contents);
        Collections.shuffle(permuted, random);
        for (Night again : permuted) {
            other.transform(again.day().toString());
            assertThat(contents(other))
                    .as("after %s, seed %d", again.day(), SEED)
                    .isEqualTo(contents);
        }
    }

    /** The arrival day and its records. */
    private record Night(LocalDate day, List<Event> events) {
        void run(LocalNights nights) {
            Row[] raw = events.stream().map(Event::raw).toArray(Row[]::new);
            RunRecord done = nights.night(day.toString(), raw);
            long refused = events.stream().filter(event -> !event.isValid()).count();
            assertThat(done.count("quarantined")).as("seed %d, %s", SEED, day).isEqualTo(refused);
        }
    }

    private record Event(
            int sequence,
            Instant arrivedAt,
            Instant happenedAt,
            long id,
            @Nullable String part,
            @Nullable Integer version,
            String label) {
        LocalDate eventDay() {
            return LocalDate.ofInstant(happenedAt, ZoneOffset.UTC);
        }

        boolean isValid() {
            LocalDate arrivalDay = LocalDate.ofInstant(arrivedAt, ZoneOffset.UTC);
            return label.length() <= 8 && !arrivalDay.isAfter(eventDay().plusDays(LATENESS));
        }

        Row raw() {
            String quoted = part == null ? "null" : "\"" + part + "\"";
            return RawDays.raw(
                    String.valueOf(sequence),
                    arrivedAt.toString(),
                    "{\"id\":" + id + ",\"part\":" + quoted + ",\"happened_at\":\"" + happenedAt + "\",\"version\":"
                            + version + ",\"label\":\"" + label + "\"}");
        }

        String row() {
            return eventDay() + "|" + id + "|" + part + "|" + label;
        }
    }

    /** The greatest version wins, then the latest arrival, then the greatest sequence number. */
    private static final Comparator<Event> PRECEDENCE = Comparator.comparing(
                    Event::version, Comparator.nullsFirst(Comparator.<Integer>naturalOrder()))
            .thenComparing(Event::arrivedAt)
            .thenComparing(Event::sequence);

    private static List<String> expected(List<Night> nights) {
        Map<String, Event> winners = new HashMap<>();
        nights.stream()
                .flatMap(night -> night.events().stream())
                .filter(Event::isValid)
                .forEach(event -> winners.merge(
                        event.eventDay() + "|" + event.id() + "|" + event.part(),
                        event,
                        (a, b) -> PRECEDENCE.compare(a, b) > 0 ? a : b));
        return winners.values().stream().map(Event::row).sorted().toList();
    }

    private static List<String> rows(LocalNights nights) {
        List<String> rows = new ArrayList<>();
        for (LocalDate day : contents(nights).keySet()) {
            for (String row : nights.curated(day.toString())) {
                String[] values = row.split("\\|", -1);
                rows.add(day + "|" + values[0] + "|" + values[1] + "|" + values[3]);
            }
        }
        return rows.stream().sorted().toList();
    }

    private static Map<LocalDate, Digest> contents(LocalNights nights) {
        return nights.contents(FIRST.minusDays(LATENESS + 2), FIRST.plusDays(NIGHTS + 1));
    }

    private static List<Night> nights(Random random) {
        List<Night> nights = new ArrayList<>();
        int sequence = 90;
        for (int i = 0; i < NIGHTS; i++) {
            LocalDate day = FIRST.plusDays(i);
            Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
            List<Event> events = new ArrayList<>();
            for (int j = 0; j < 40; j++) {
                // Few instants, so that arrivals coincide.
                Instant arrived = start.plus(Duration.ofHours(random.nextInt(24)));
                Instant happened = arrived.minus(Duration.ofHours(random.nextInt(24 * (LATENESS + 1))));
                events.add(new Event(
                        sequence++,
                        arrived,
                        happened,
                        random.nextInt(4),
                        random.nextBoolean() ? "a" : null,
                        random.nextInt(3) == 0 ? null : random.nextInt(3),
                        random.nextInt(10) == 0 ? "far too long" : "l" + random.nextInt(1000)));
            }
            nights.add(new Night(day, events));
        }
        return nights;
    }
}
