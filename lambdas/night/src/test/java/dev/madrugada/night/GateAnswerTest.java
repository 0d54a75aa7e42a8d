package dev.madrugada.night;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.json.Json;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PublicationCandidate;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.quality.Verdict.RuleVerdict;
import dev.madrugada.common.run.WaitingPartition;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateAnswerTest {
    private static final Digest CONTENT = new Digest("rows:x");
    private static final LocalDate DATE = LocalDate.parse("2001-01-01");

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u0001", "\"", "\u20ac", "\uD83D\uDE00"})
    void staysBelowItsSizeLimit(String awkward) {
        for (Verdict.Level level : Verdict.Level.values()) {
            for (int partitions : new int[] {1, 31, 400}) {
                for (int length : new int[] {1, 100, 60_000}) {
                    GateAnswer answer = answer(partitions, 200, awkward.repeat(length), level);
                    assertThat(Json.write(answer).length)
                            .as("%s, %d partitions, texts of %d", level, partitions, length)
                            .isLessThan(GateAnswer.MOST_BYTES);
                    assertThat(answer.message().length()).isLessThan(32_768);
                    assertThat(answer.passed()).isEqualTo(level == Verdict.Level.WARN);
                }
            }
        }
    }

    @Test
    void staysBelowItsSizeLimitWhereOtherDaysFail() {
        RuleVerdict rule = new RuleVerdict(
                "RowCount > 0", Verdict.Level.BLOCK, Verdict.Status.FAILED, Map.of(), "\u0001".repeat(60_000));
        List<GatedPartition> due = new ArrayList<>();
        due.add(gated(verdict(DATE, List.of(), Verdict.Level.WARN)));
        for (int day = 1; day < 400; day++) {
            due.add(gated(verdict(DATE.minusDays(day), List.of(rule), Verdict.Level.BLOCK)));
        }
        GateAnswer answer = answer(due);
        assertThat(answer.passed()).isTrue();
        assertThat(answer.alert()).contains("keep their old content: departed_on=2000-12-31: RowCount > 0");
        assertThat(Json.write(answer).length).isLessThan(GateAnswer.MOST_BYTES);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20})
    void statesTheNumberOfItemsLeftOut(int rules) {
        GateAnswer answer = answer(1, rules, "x".repeat(5_000), Verdict.Level.BLOCK);
        List<String> failed = answer.failedRules();
        assertThat(failed.get(0))
                .startsWith("departed_on=2001-01-01: RowCount > 0: xxx")
                .endsWith("x\u2026");
        if (rules == 1) {
            assertThat(failed).hasSize(1);
        } else {
            assertThat(failed.get(failed.size() - 1)).isEqualTo("and " + (rules - failed.size() + 1) + " more");
            assertThat(answer.message())
                    .startsWith("QualityGateFailed: flights 2001-01-01: ")
                    .contains(" more; the data breaks rules that block")
                    .endsWith("scripts/madrugada release --verdict rows:x");
        }
    }

    private static GateAnswer answer(int partitions, int rules, String reason, Verdict.Level level) {
        RuleVerdict rule = new RuleVerdict("RowCount > 0", level, Verdict.Status.FAILED, Map.of(), reason);
        List<GatedPartition> due = IntStream.range(0, partitions)
                .mapToObj(day -> gated(verdict(DATE.plusDays(day), Collections.nCopies(rules, rule), level)))
                .toList();
        return answer(due);
    }

    private static GateAnswer answer(List<GatedPartition> due) {
        List<WaitingPartition> waiting = IntStream.range(0, due.size())
                .mapToObj(day -> new WaitingPartition(partition(DATE.plusDays(day)), 1))
                .toList();
        return GateAnswer.of(
                "flights",
                new NightVerdicts(DATE, due),
                waiting,
                "9 of 10 records refused: " + "TooLate at, ".repeat(5));
    }

    private static GatedPartition gated(Verdict verdict) {
        Manifest manifest = new Manifest(
                Manifest.VERSION,
                "flights",
                verdict.partition(),
                1,
                "run",
                Instant.EPOCH,
                URI.create("s3://lake/curated/flights/" + verdict.partition() + "/run-1/"),
                List.of(),
                Map.of(),
                CONTENT,
                null);
        return new GatedPartition(new PublicationCandidate(manifest, Optional.empty()), verdict, Optional.empty());
    }

    private static Partition partition(LocalDate day) {
        return new Partition("departed_on", day);
    }

    private static Verdict verdict(LocalDate day, List<RuleVerdict> rules, Verdict.Level level) {
        return new Verdict(
                Verdict.VERSION,
                "flights",
                partition(day),
                1,
                CONTENT,
                "run",
                Instant.EPOCH,
                level == Verdict.Level.BLOCK ? Verdict.Status.FAILED : Verdict.Status.PASSED,
                rules,
                null);
    }
}
