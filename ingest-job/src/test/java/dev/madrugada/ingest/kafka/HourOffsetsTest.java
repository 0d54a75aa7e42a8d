package dev.madrugada.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.ingest.kafka.HourOffsets.Proof;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class HourOffsetsTest {
    private static final long SEED = Long.getLong("madrugada.seed", System.nanoTime());
    private static final long OPEN = HourOffsets.OPEN;

    /** A log as a list: the timestamp of each offset, of which the first {@code beginning} were deleted. */
    private record SimpleLog(List<Long> times, int beginning) {
        PartitionLog ask(List<Long> moments) {
            return new PartitionLog(
                    0,
                    beginning,
                    times.size(),
                    times.size(),
                    moments.stream()
                            .map(moment -> IntStream.range(beginning, times.size())
                                    .filter(offset -> times.get(offset) >= moment)
                                    .mapToObj(offset -> (long) offset)
                                    .findFirst()
                                    .orElse(PartitionLog.NONE))
                            .toList());
        }
    }

    @Test
    void anHourEndsAtTheFirstRecordOfTheNextMillisecond() {
        SimpleLog log = new SimpleLog(List.of(9L, 10L, 19L, 20L, 29L), 0);

        HourOffsets hours = HourOffsets.of(log.ask(List.of(10L, 20L, 30L)), List.of(OPEN, OPEN, OPEN));

        assertThat(hours.edges()).containsExactly(1L, 3L, 5L);
        assertThat(hours.proof()).isEqualTo(Proof.COMPLETE);
    }

    @Test
    void aRecordBehindALaterOneBelongsToTheHourThatReadsIt() {
        SimpleLog log = new SimpleLog(List.of(11L, 21L, 12L, 22L), 0);

        HourOffsets hours = HourOffsets.of(log.ask(List.of(10L, 20L, 30L)), List.of(OPEN, OPEN, OPEN));

        assertThat(hours.edges()).containsExactly(0L, 1L, 4L);
    }

    @Test
    void aPublishedHourKeepsItsOffsetsAlthoughTheLogNowHasOthersOfItsTime() {
        SimpleLog log = new SimpleLog(List.of(11L, 12L, 13L, 21L), 0);

        HourOffsets again = HourOffsets.of(log.ask(List.of(10L, 20L)), List.of(0L, 2L));
        HourOffsets following = HourOffsets.of(log.ask(List.of(20L, 30L)), List.of(again.end(), OPEN));

        assertThat(again.edges()).containsExactly(0L, 2L);
        assertThat(following.edges()).containsExactly(2L, 4L);
    }

    @Test
    void recordsThatWereDeletedInsideTheSpanAreMissed() {
        SimpleLog log = new SimpleLog(List.of(9L, 11L, 12L, 13L, 21L), 3);

        assertThat(HourOffsets.of(log.ask(List.of(10L, 20L)), List.of(1L, OPEN)).proof())
                .isEqualTo(Proof.TRIMMED);
        assertThat(HourOffsets.of(log.ask(List.of(10L, 20L)), List.of(3L, OPEN)).proof())
                .isEqualTo(Proof.COMPLETE);
    }

    @Test
    void theFirstHourNeedsARecordBeforeItOrAWholeLog() {
        List<Long> times = List.of(8L, 9L, 11L, 12L);
        List<Long> hour = List.of(10L, 20L);
        List<Long> open = List.of(OPEN, OPEN);

        assertThat(HourOffsets.of(new SimpleLog(times, 0).ask(hour), open).proof())
                .isEqualTo(Proof.COMPLETE);
        assertThat(HourOffsets.of(new SimpleLog(times, 1).ask(hour), open).proof())
                .isEqualTo(Proof.COMPLETE);
        assertThat(HourOffsets.of(new SimpleLog(times, 2).ask(hour), open).proof())
                .isEqualTo(Proof.TRIMMED);
        assertThat(HourOffsets.of(new SimpleLog(times, 4).ask(hour), open).proof())
                .isEqualTo(Proof.UNKNOWN);
        assertThat(HourOffsets.of(new SimpleLog(List.of(), 0).ask(hour), open).proof())
                .isEqualTo(Proof.COMPLETE);
    }

    @Test
    void aLogThatEndsBeforeAPublishedHourWasTruncated() {
        SimpleLog log = new SimpleLog(List.of(11L, 12L), 0);

        assertThat(HourOffsets.of(log.ask(List.of(20L, 30L)), List.of(3L, OPEN)).proof())
                .isEqualTo(Proof.TRUNCATED);
    }

    /**
     * Reads a growing log in spans of any length, and some hours again. Each offset is in one hour; in an ordered log,
     * that is the hour of its timestamp; and no hour holds a record from its end on.
     */
    @RepeatedTest(200)
    void everyRecordIsInExactlyOneHour(org.junit.jupiter.api.RepetitionInfo repetition) {
        long seed = SEED + repetition.getCurrentRepetition();
        Random random = new Random(seed);
        int hours = 2 + random.nextInt(6);
        boolean isOrdered = random.nextBoolean();
        long[] times = LongStream.generate(() -> random.nextInt((hours + 1) * 10))
                .limit(random.nextInt(60))
                .toArray();
        if (isOrdered) {
            Arrays.sort(times);
        }
        List<Long> log = LongStream.of(times).boxed().toList();
        List<Long> read = new ArrayList<>();
        List<Long> edges = new ArrayList<>(List.of(OPEN));
        TreeMap<Integer, Long> fixed = new TreeMap<>();
        int visible = 0;
        for (int hour = 0; hour < hours; ) {
            // A log that is ordered has everything of the span; one that is not may get more of it later.
            int wanted = visible + random.nextInt(log.size() - visible + 1);
            int span = 1 + random.nextInt(Math.min(3, hours - hour));
            long end = (hour + span) * 10L;
            while (isOrdered && wanted < log.size() && log.get(wanted) < end) {
                wanted++;
            }
            visible = Math.max(visible, wanted);
            SimpleLog now = new SimpleLog(log.subList(0, visible), 0);
            List<Long> moments = LongStream.rangeClosed(hour, hour + span)
                    .map(one -> one * 10)
                    .boxed()
                    .toList();
            List<Long> open = new ArrayList<>(List.of(hour == 0 ? 0L : edges.get(hour)));
            moments.stream().skip(1).forEach(one -> open.add(OPEN));
            HourOffsets cut = HourOffsets.of(now.ask(moments), open);
            assertThat(cut.proof()).as("seed %s", seed).isEqualTo(Proof.COMPLETE);
            for (int i = 0; i < span; i++) {
                edges.set(edges.size() - 1, cut.begin(i));
                edges.add(cut.end(i));
                fixed.put(hour + i, cut.end(i));
            }
            hour += span;
            int again = random.nextInt(hour);
            HourOffsets repeated = HourOffsets.of(
                    new SimpleLog(log, 0).ask(List.of(again * 10L, again * 10L + 10)),
                    List.of(edges.get(again), fixed.get(again)));
            assertThat(repeated.edges())
                    .as("seed %s, hour %s again", seed, again)
                    .containsExactly(edges.get(again), edges.get(again + 1));
        }
        for (int hour = 0; hour < hours; hour++) {
            for (long offset = edges.get(hour); offset < edges.get(hour + 1); offset++) {
                read.add(offset);
                long time = log.get((int) offset);
                assertThat(time)
                        .as("seed %s, hour %s, offset %s", seed, hour, offset)
                        .isBetween(isOrdered ? hour * 10L : 0, hour * 10L + 9);
            }
        }
        assertThat(read)
                .as("seed %s", seed)
                .containsExactlyElementsOf(
                        LongStream.range(0, edges.get(hours)).boxed().toList());
    }
}
