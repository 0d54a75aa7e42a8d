package dev.madrugada.night;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.run.Findings;
import dev.madrugada.common.run.Refusal;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.run.StageName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefusalSummaryTest {
    @Test
    void theMostFrequentReasonsAreNamedAndTheOthersCounted() {
        List<Refusal> refusals = IntStream.range(0, 50)
                .mapToObj(i -> new Refusal("TypeMismatch", i == 1 ? null : "c" + i, "d".repeat(100), 1000 - i, null))
                .toList();
        assertThat(RefusalSummary.of(transform(32_010, 5_000, refusals)))
                .isEqualTo("5,000 of 32,010 records refused: 1,000 TypeMismatch c0, 999 TypeMismatch,"
                        + " 998 TypeMismatch c2, 997 TypeMismatch c3, 996 TypeMismatch c4 and 45 more reasons");
    }

    @Test
    void isEmptyWithoutRefusedRecords() {
        assertThat(RefusalSummary.of(transform(10, 0, List.of()))).isEmpty();
    }

    @Test
    void countsRecordsThatDidNotReachRaw() {
        RunRecord unread = transform(10, 0, List.of(new Refusal("InputRefused", null, "a: b", 7, null)));

        assertThat(RefusalSummary.of(unread, transform(10, 0, List.of()))).isEqualTo("7 records did not reach raw");
        assertThat(RefusalSummary.of(unread, transform(10, 2, List.of())))
                .isEqualTo("2 of 10 records refused; 7 records did not reach raw");
        assertThat(RefusalSummary.of(transform(10, 0, List.of()), transform(10, 0, List.of())))
                .isEmpty();
    }

    private static RunRecord transform(long raw, long quarantined, List<Refusal> refusals) {
        return new RunRecord(
                RunRecord.VERSION,
                StageName.TRANSFORM,
                "flights",
                LocalDate.parse("2001-01-01"),
                "run-1",
                Map.of(),
                Map.of(),
                List.of(),
                Map.of("raw", raw, "quarantined", quarantined),
                Map.of(),
                List.of(),
                new Findings(refusals, List.of()),
                Instant.EPOCH,
                Instant.EPOCH,
                0);
    }
}
