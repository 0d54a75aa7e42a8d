package dev.madrugada.night.catchup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.json.Json;
import dev.madrugada.common.lake.InMemoryObjectStore;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.run.FailureRecord;
import dev.madrugada.common.time.ArrivalDay;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class MissedDaysTest {
    private static final LakeLayout LAKE = new LakeLayout(URI.create("s3://bucket/lake/"));
    private static final Instant NOW = Instant.parse("2001-01-20T02:00:00Z");

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final MissedDays days = new MissedDays(store, LAKE, "flights");

    @Test
    void aDatasetWithoutAnyNightBeginsWithItsOwnDay() {
        assertThat(days.before(own(19), 3, "e1", NOW)).isEqualTo(CatchUp.NONE);
    }

    @Test
    void aFirstNightThatFailedIsMissed() {
        store.write(LAKE.runs("flights", day(18)).resolve("failures/r-load-1.json"), new byte[0]);

        assertThat(days.before(own(19), 3, "e1", NOW).madeUp()).containsExactly(day(18));
    }

    @Test
    void nightsOfLaterDaysDoNotCount() {
        complete(day(25));

        assertThat(days.before(own(19), 3, "e1", NOW)).isEqualTo(CatchUp.NONE);
    }

    @Test
    void aLongOutageIsMadeUpOldestFirstOverSeveralExecutionsAlthoughOwnDaysAreComplete() {
        complete(day(1));

        CatchUp first = days.before(own(9), 3, "e1", NOW);
        assertThat(first.found()).containsExactlyElementsOf(from(2, 8));
        assertThat(first.madeUp()).containsExactlyElementsOf(from(2, 4));
        assertThat(first.left()).containsExactlyElementsOf(from(5, 8));
        assertThat(first.alert("flights", day(9)))
                .isEqualTo("flights 2001-01-09: days before it have no complete night. Without one, seen for the first"
                        + " time: 2001-01-02, 2001-01-03, 2001-01-04, 2001-01-05, 2001-01-06, 2001-01-07, 2001-01-08."
                        + " Made up by this execution, before its own day: 2001-01-02, 2001-01-03, 2001-01-04. Left to"
                        + " the next executions: 2001-01-05, 2001-01-06, 2001-01-07, 2001-01-08.");
        from(2, 4).forEach(this::complete);
        complete(day(9));

        CatchUp second = days.before(own(10), 3, "e2", NOW);
        assertThat(second.found()).isEmpty();
        assertThat(second.madeUp()).containsExactlyElementsOf(from(5, 7));
        assertThat(second.left()).containsExactly(day(8));
    }

    @Test
    void aDayThatFailsAgainComesAfterThoseThatWereNotTriedAndIsGivenUpAfterThreeNights() {
        complete(day(1));

        assertThat(days.before(own(5), 1, "e1", NOW).madeUp()).containsExactly(day(2));
        assertThat(days.before(own(5), 1, "e2", NOW).madeUp()).containsExactly(day(3));
        assertThat(days.before(own(5), 1, "e3", NOW).madeUp()).containsExactly(day(4));
        for (int round = 0; round < 2; round++) {
            for (int day = 2; day <= 4; day++) {
                assertThat(days.before(own(5), 1, "e-" + round + "-" + day, NOW).madeUp())
                        .containsExactly(day(day));
            }
        }

        CatchUp end = days.before(own(5), 1, "e-end", NOW);
        assertThat(end.madeUp()).isEmpty();
        assertThat(end.givenUp()).containsExactlyElementsOf(from(2, 4));
        assertThat(end.alert("flights", day(5))).isEmpty();
    }

    @Test
    void aDayWhoseRecordsHaveExpiredIsNotPlannedAgain() {
        complete(day(1));
        assertThat(days.before(own(4), 1, "e1", NOW).madeUp()).containsExactly(day(2));
        store.write(
                LAKE.runs("flights", day(2)).resolve("failures/run-1-ingest-1.json"),
                Json.write(new FailureRecord(
                        FailureRecord.VERSION,
                        ErrorCode.RecordsExpired,
                        ErrorCode.RecordsExpired.category(),
                        "RecordsExpired: s: w; b; f",
                        "ingest",
                        1,
                        "run-1",
                        NOW,
                        List.of())));

        CatchUp next = days.before(own(4), 3, "e2", NOW);

        assertThat(next.madeUp()).containsExactly(day(3));
        assertThat(next.givenUp()).containsExactly(day(2));
        assertThat(next.alert("flights", day(4))).contains("Not made up any more", "2001-01-02");
    }

    @Test
    void aRepeatedCallOfAnExecutionGivesTheSameAnswer() {
        complete(day(1));

        CatchUp first = days.before(own(9), 3, "e1", NOW);

        assertThat(days.before(own(9), 3, "e1", NOW)).isEqualTo(first);
    }

    @Test
    void withoutCatchUpTheDaysAreToldOnceAndNoneIsPlanned() {
        complete(day(1));

        CatchUp first = days.before(own(3), 0, "e1", NOW);
        assertThat(first.madeUp()).isEmpty();
        assertThat(first.alert("flights", day(3))).contains("seen for the first time: 2001-01-02");
        assertThat(days.before(own(3), 0, "e2", NOW).alert("flights", day(3))).isEmpty();
    }

    @Test
    void daysOfALongPauseAreListedAsARangeAndTheLastMonthIsMadeUp() {
        complete(LocalDate.of(2000, 6, 1));

        CatchUp catchUp = days.before(own(20), 3, "e1", NOW);

        assertThat(catchUp.found()).hasSize(MissedDays.MAX_AGE_DAYS).startsWith(LocalDate.of(2000, 12, 20));
        assertThat(catchUp.tooOld()).containsExactly(LocalDate.of(2000, 6, 2), LocalDate.of(2000, 12, 19));
        assertThat(catchUp.alert("flights", day(20)))
                .contains("Too long ago to be made up (start an execution with the date of each): 2000-06-02 to"
                        + " 2000-12-19.");
    }

    @Test
    void recordsThatCannotBeReadStopNoPlan() {
        complete(day(1));
        store.write(LAKE.runs("flights", day(2)).resolve("missed.json"), new byte[] {'{'});
        store.write(LAKE.runs("flights", day(2)).resolve("failures/r-ingest-1.json"), new byte[] {'{'});

        assertThat(days.before(own(3), 3, "e1", NOW).madeUp()).containsExactly(day(2));
    }

    @Test
    void aDayThatTheZoneDoesNotHaveIsNotMissed() {
        ZoneId apia = ZoneId.of("Pacific/Apia");
        complete(LocalDate.of(2011, 12, 28));

        assertThat(days.before(new ArrivalDay(LocalDate.of(2011, 12, 31), apia), 3, "e1", NOW)
                        .madeUp())
                .containsExactly(LocalDate.of(2011, 12, 29));
    }

    private void complete(LocalDate day) {
        store.write(LAKE.runs("flights", day).resolve("report.json"), new byte[0]);
    }

    private static ArrivalDay own(int day) {
        return new ArrivalDay(day(day), ZoneOffset.UTC);
    }

    private static LocalDate day(int day) {
        return LocalDate.of(2001, 1, day);
    }

    private static List<LocalDate> from(int first, int last) {
        return day(first).datesUntil(day(last + 1)).toList();
    }
}
