package dev.madrugada.night;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.json.Json;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.quality.Verdict.RuleVerdict;
import dev.madrugada.common.run.LakePartition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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
                    .endsWith("if the rule is wrong");
        }
    }

    private static GateAnswer answer(int partitions, int rules, String reason, Verdict.Level level) {
        RuleVerdict rule = new RuleVerdict("RowCount > 0", level, Verdict.Status.FAILED, Map.of(), reason);
        List<Verdict> verdicts = IntStream.range(0, partitions)
                .mapToObj(day -> verdict(DATE.plusDays(day), Collections.nCopies(rules, rule), level))
                .toList();
        List<LakePartition> waiting = IntStream.range(0, partitions)
                .mapToObj(day -> new LakePartition(
                        LakeTable.Name.parse("curated/flights"), partition(DATE.plusDays(day)), 1, 1, CONTENT))
                .toList();
        return GateAnswer.of(
                "flights", DATE, verdicts, waiting, "9 of 10 records refused: " + "TooLate at, ".repeat(5));
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
                rules);
    }
}
