package dev.madrugada.ingest.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.lake.Window;
import dev.madrugada.kinesis.stream.StreamSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RetentionHistoryTest {
    private static final String ARN = "arn:aws:kinesis:eu-central-1:123456789012:stream/flights";
    private static final Instant CREATED = Instant.parse("2000-12-01T00:00:00Z");
    private static final Window DAY = window("2001-01-01T00:00:00Z", "2001-01-02T00:00:00Z");
    private static final int HISTORIES = 2_000;

    @Test
    void retentionThatWasRaisedDoesNotBringRecordsBack() {
        RetentionHistory before = observed(List.of(), 24, "2001-01-01T23:00:00Z");
        RetentionHistory raised = observed(List.of(before.now()), 48, "2001-01-02T02:00:00Z");

        assertThat(raised.now().at().minus(raised.retention())).isBefore(DAY.start());
        assertThat(raised.expired(DAY)).contains(window("2001-01-01T00:00:00Z", "2001-01-01T02:00:00Z"));
        assertThat(raised.expired(window("2001-01-01T02:00:00Z", "2001-01-02T00:00:00Z")))
                .isEmpty();
        RetentionHistory next = observed(List.of(before.now(), raised.now()), 48, "2001-01-02T05:00:00Z");
        assertThat(next.expired(DAY)).isEqualTo(raised.expired(DAY));
    }

    @Test
    void theFirstObservationProvesOnlyTheMinimumRetention() {
        RetentionHistory first = observed(List.of(), 48, "2001-01-02T02:00:00Z");
        assertThat(first.expired(DAY)).isEmpty();
        assertThat(first.unproven(DAY)).contains(window("2001-01-01T00:00:00Z", "2001-01-01T02:00:00Z"));

        RetentionHistory second = observed(List.of(first.now()), 48, "2001-01-02T20:00:00Z");
        assertThat(second.unproven(DAY)).isEqualTo(first.unproven(DAY));
        assertThat(second.unproven(window("2001-01-02T00:00:00Z", "2001-01-03T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void nothingOfAStreamThatIsYoungerThanTheMinimumRetentionHasExpired() {
        Instant at = Instant.parse("2001-01-02T02:00:00Z");
        StreamSummary young = new StreamSummary(Duration.ofDays(2), ARN, Instant.parse("2001-01-01T20:00:00Z"));

        assertThat(RetentionHistory.of(List.of(), young, at, "run").unproven(DAY))
                .isEmpty();
    }

    @Test
    void aStreamThatWasCreatedAgainIsAnotherStream() {
        StreamObservation first =
                observed(List.of(), 24, "2001-01-01T10:00:00Z").now();
        Instant again = Instant.parse("2001-01-01T12:00:00Z");
        StreamSummary other = new StreamSummary(Duration.ofDays(3), ARN, again);
        RetentionHistory history =
                RetentionHistory.of(List.of(first), other, Instant.parse("2001-01-02T02:00:00Z"), "run");

        assertThat(history.now().expiredBefore()).isEqualTo(Instant.parse("2000-12-30T02:00:00Z"));
        assertThat(history.expired(DAY)).contains(new Window(DAY.start(), again));
        assertThat(history.expired(new Window(again, DAY.end()))).isEmpty();
        RetentionHistory later =
                RetentionHistory.of(List.of(history.now()), other, Instant.parse("2001-01-02T03:00:00Z"), "run");
        assertThat(later.expired(DAY)).isEqualTo(history.expired(DAY));
        StreamSummary elsewhere = new StreamSummary(Duration.ofDays(3), ARN + "-2", again);
        assertThat(RetentionHistory.of(List.of(first), elsewhere, Instant.parse("2001-01-02T02:00:00Z"), "run")
                        .expired(DAY))
                .isEmpty();
    }

    @Test
    void aRetentionBelowTwoDaysIsShort() {
        assertThat(observed(List.of(), 47, "2001-01-02T02:00:00Z").isRetentionShort())
                .isTrue();
        assertThat(observed(List.of(), 48, "2001-01-02T02:00:00Z").isRetentionShort())
                .isFalse();
    }

    /**
     * A stream that takes a record every ten minutes and expires records by the retention of the moment, for good. Runs
     * look at it at random times. A window that the history accepts has all its records; a refused window had lost some
     * in one of the ways that the observations leave possible.
     */
    @Test
    void acceptsOnlyWindowsOfWhichNothingHasExpired() {
        long seed = Long.getLong("madrugada.seed", System.nanoTime());
        Random random = new Random(seed);
        int accepted = 0;
        int refused = 0;
        int unproven = 0;
        for (int history = 0; history < HISTORIES; history++) {
            SimulatedStream stream = new SimulatedStream(random);
            List<StreamObservation> seen = new ArrayList<>();
            while (seen.size() < 12) {
                stream.untilTheNextRun();
                RetentionHistory found = RetentionHistory.of(
                        seen.subList(Math.max(0, seen.size() - 8), seen.size()), stream.summary(), stream.now, "run");
                seen.add(found.now());
                Window window = stream.randomWindow();
                String where = "seed " + seed + ", history " + history + ", run " + seen.size() + ", window " + window;
                if (found.expired(window).isPresent()) {
                    refused++;
                    assertThat(stream.mayHaveLost(window)).as(where).isTrue();
                } else if (found.unproven(window).isPresent()) {
                    unproven++;
                    Window rest = found.unproven(window).orElseThrow();
                    assertThat(rest.end().equals(window.end()) || stream.holds(new Window(rest.end(), window.end())))
                            .as(where)
                            .isTrue();
                } else {
                    accepted++;
                    assertThat(stream.holds(window)).as(where).isTrue();
                }
            }
        }
        assertThat(List.of(accepted, refused, unproven))
                .as("accepted, refused, unproven")
                .allSatisfy(count -> assertThat(count).isGreaterThan(HISTORIES / 4));
    }

    /** The oracle: it holds records and deletes the expired ones every ten minutes. */
    private static final class SimulatedStream {
        private static final Duration STEP = Duration.ofMinutes(10);
        private static final long[] HOURS = {24, 25, 30, 36, 48, 72};

        private final Random random;
        private final TreeSet<Instant> records = new TreeSet<>();
        private final Instant created = CREATED;
        private long retention;
        private Instant now = created;
        private boolean isObserved;

        /** What has expired at most, by the retentions that some run saw before and after. */
        private Instant possibleHorizon = Instant.MIN;

        private long lastSeenRetention;

        SimulatedStream(Random random) {
            this.random = random;
            this.retention = HOURS[random.nextInt(HOURS.length)];
            int warmUp = random.nextInt(600);
            int change = random.nextInt(600);
            for (int step = 0; step < warmUp; step++) {
                step();
                if (step == change) {
                    retention = HOURS[random.nextInt(HOURS.length)];
                }
            }
        }

        /** At most one change of the retention between two runs; two would not be seen. */
        void untilTheNextRun() {
            int steps = 1 + random.nextInt(200);
            int change = isObserved && random.nextBoolean() ? random.nextInt(steps) : -1;
            for (int step = 0; step < steps; step++) {
                if (step == change) {
                    retention = HOURS[random.nextInt(HOURS.length)];
                }
                step();
            }
            long shortest = isObserved ? Math.min(lastSeenRetention, retention) : retention;
            Instant horizon = now.minus(Duration.ofHours(shortest));
            possibleHorizon = horizon.isAfter(possibleHorizon) ? horizon : possibleHorizon;
            lastSeenRetention = retention;
            isObserved = true;
        }

        private void step() {
            records.add(now);
            now = now.plus(STEP);
            records.headSet(now.minus(Duration.ofHours(retention))).clear();
        }

        StreamSummary summary() {
            return new StreamSummary(Duration.ofHours(retention), ARN, created);
        }

        Window randomWindow() {
            Instant end = now.minus(STEP.multipliedBy(random.nextInt(150)));
            return new Window(end.minus(STEP.multipliedBy(1 + random.nextInt(300))), end);
        }

        /** Whether the stream still has every record that arrived in the window. */
        boolean holds(Window window) {
            Instant first = window.start().isBefore(created) ? created : window.start();
            if (!first.isBefore(window.end())) {
                return true;
            }
            long steps = (Duration.between(created, window.end()).toSeconds() - 1) / STEP.toSeconds()
                    - (Duration.between(created, first).toSeconds() + STEP.toSeconds() - 1) / STEP.toSeconds()
                    + 1;
            return records.subSet(first, window.end()).size() == steps;
        }

        boolean mayHaveLost(Window window) {
            return window.start().isBefore(possibleHorizon);
        }
    }

    private static RetentionHistory observed(List<StreamObservation> earlier, long hours, String at) {
        return RetentionHistory.of(
                earlier, new StreamSummary(Duration.ofHours(hours), ARN, CREATED), Instant.parse(at), "run");
    }

    private static Window window(String start, String end) {
        return new Window(Instant.parse(start), Instant.parse(end));
    }
}
