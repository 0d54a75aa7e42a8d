package dev.madrugada.night;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.madrugada.common.lake.InMemoryObjectStore;
import dev.madrugada.common.lake.LakeLayout;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plans a season of nights at 02:00 local time around clock changes, and leaves nights out. */
class NightsOfSeasonsTest {
    private static final LakeLayout LAKE = new LakeLayout(URI.create("s3://bucket/lake/"));
    private static final String FOLDERS =
            "\"dataset\": \"s3://bucket/datasets/flights\", \"lake\": \"s3://bucket/lake\"";

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final PlanHandler plan = new PlanHandler(java.util.Map.of(), store, Preflight.NONE);

    @ParameterizedTest
    @CsvSource({
        "Europe/Madrid, 2026-03-29", // 02:00 does not exist
        "Europe/Madrid, 2026-10-25",
        "America/Sao_Paulo, 2018-02-18",
        "America/Sao_Paulo, 2018-11-04", // midnight does not exist
        "Asia/Kolkata, 2026-03-29",
        "UTC, 2026-03-29"
    })
    void everyDayOfASeasonIsPlannedOnceAndTwoLeftOutNightsAreMadeUp(String zone, LocalDate change) {
        contractIn(zone);
        LocalDate first = change.minusDays(20);
        Set<LocalDate> leftOut = Set.of(change.minusDays(3), change.plusDays(1));

        List<LocalDate> planned = new ArrayList<>();
        List<String> alerts = new ArrayList<>();
        for (LocalDate night = first; night.isBefore(change.plusDays(20)); night = night.plusDays(1)) {
            if (!leftOut.contains(night)) {
                JsonNode answer = night(night, ZoneId.of(zone));
                days(answer).forEach(planned::add);
                days(answer).forEach(this::complete);
                answer.path("nights")
                        .forEach(item ->
                                alerts.add(item.path("ended").path("alert").asText()));
            }
        }

        assertThat(planned)
                .containsExactlyElementsOf(
                        first.minusDays(1).datesUntil(change.plusDays(19)).toList());
        alerts.removeIf(String::isEmpty);
        assertThat(alerts).hasSize(2);
        assertThat(alerts.get(0)).contains("Made up by this execution, before its own day: " + change.minusDays(4));
        assertThat(alerts.get(1)).contains("Made up by this execution, before its own day: " + change);
    }

    @Test
    void aDayRunByHandAfterAnOutageHidesNoDay() {
        contractIn("UTC");
        complete(LocalDate.of(2026, 3, 4));
        JsonNode byHand = Exchange.call(
                plan,
                "{\"execution\": \"by-hand\", \"started\": \"2026-03-10T02:00:00Z\", \"input\": {" + FOLDERS
                        + ", \"date\": \"2026-03-09\"}}");
        assertThat(days(byHand)).containsExactly(LocalDate.of(2026, 3, 9));
        complete(LocalDate.of(2026, 3, 9));

        JsonNode next = night(LocalDate.of(2026, 3, 11), ZoneId.of("UTC"));

        assertThat(days(next))
                .containsExactly(
                        LocalDate.of(2026, 3, 5),
                        LocalDate.of(2026, 3, 6),
                        LocalDate.of(2026, 3, 7),
                        LocalDate.of(2026, 3, 10));
        assertThat(next.path("catch-up").path("left")).hasToString("[\"2026-03-08\"]");
    }

    /**
     * In a random zone and season, nights are left out and some fail. Every day is planned, each complete day once,
     * and an execution plans no more than three missed days, oldest first.
     */
    @Test
    void randomSeasonsLoseNoDay() {
        long seed = Long.getLong("madrugada.seed", System.nanoTime() % 1_000_000);
        System.out.println("seed " + seed + " (-Dmadrugada.seed)");
        Random random = new Random(seed);
        List<String> zones = new ArrayList<>(new TreeSet<>(ZoneId.getAvailableZoneIds()));
        for (int i = 0; i < 40; i++) {
            randomSeason(random, zones.get(random.nextInt(zones.size())), "seed " + seed + ", season " + i);
        }
    }

    private void randomSeason(Random random, String zone, String what) {
        store.delete(store.list(URI.create("s3://bucket/")).stream()
                .map(object -> object.uri())
                .toList());
        contractIn(zone);
        LocalDate first = LocalDate.of(2015, 1, 1).plusDays(random.nextInt(4000));
        LocalDate end = first.plusDays(30);
        Set<LocalDate> done = new HashSet<>();
        Set<LocalDate> seen = new HashSet<>();
        for (LocalDate night = first; night.isBefore(end); night = night.plusDays(1)) {
            boolean quiet = night.isAfter(end.minusDays(15));
            if (!night.equals(first) && !quiet && random.nextInt(3) == 0) {
                continue;
            }
            List<LocalDate> days = days(night(night, ZoneId.of(zone)));
            LocalDate own = days.get(days.size() - 1);
            assertThat(days).as(what).isSorted().hasSizeLessThanOrEqualTo(4).noneMatch(done::contains);
            assertThat(own).as(what).isEqualTo(night.minusDays(1));
            seen.addAll(days);
            for (LocalDate day : days) {
                if (night.equals(first) || quiet || random.nextInt(4) > 0) {
                    complete(day);
                    done.add(day);
                } else {
                    failed(day);
                }
            }
        }
        assertThat(seen)
                .as(what)
                .containsExactlyInAnyOrderElementsOf(
                        first.minusDays(1).datesUntil(end.minusDays(1)).toList());
    }

    /** Plans the night of a date at 02:00 local time, or the first existing time after. */
    private JsonNode night(LocalDate date, ZoneId zone) {
        Instant at = date.atTime(LocalTime.of(2, 0)).atZone(zone).toInstant();
        return Exchange.call(
                plan,
                "{\"execution\": \"nightly-" + date + "\", \"input\": {" + FOLDERS + ", \"time\": \"" + at + "\"}}");
    }

    private static List<LocalDate> days(JsonNode answer) {
        List<LocalDate> days = new ArrayList<>();
        answer.path("nights")
                .forEach(night -> days.add(
                        LocalDate.parse(night.path("night").path("date").asText())));
        return days;
    }

    private void complete(LocalDate day) {
        store.write(LAKE.runs("flights", day).resolve("report.json"), new byte[0]);
    }

    private void failed(LocalDate day) {
        store.write(LAKE.runs("flights", day).resolve("ingest.json"), new byte[0]);
    }

    private void contractIn(String zone) {
        Exchange.putFlights(store);
        URI file = Exchange.DATASET.resolve("dataset.yaml");
        String contract =
                new String(store.read(file).orElseThrow(), StandardCharsets.UTF_8).replaceAll("(?m)^day-zone:.*\n", "");
        store.write(file, (contract + "\nday-zone: " + zone + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
