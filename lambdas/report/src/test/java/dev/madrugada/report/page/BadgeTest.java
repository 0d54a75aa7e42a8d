package dev.madrugada.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.quality.Verdict.Level;
import dev.madrugada.common.quality.Verdict.RuleVerdict;
import dev.madrugada.common.quality.Verdict.Status;
import dev.madrugada.common.run.Conservation;
import dev.madrugada.common.run.Findings;
import dev.madrugada.common.run.RunWarning;
import dev.madrugada.report.SampleNights;
import dev.madrugada.report.proof.LoadedPartition;
import dev.madrugada.report.proof.NightProof;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BadgeTest {
    private static final Conservation NONE_QUARANTINED = new Conservation(3201, 3201, 3200, 0, 1);
    private static final Conservation TEN_QUARANTINED = new Conservation(3201, 3201, 3190, 10, 1);

    @Test
    void isCleanWithoutQuarantinedRecordsAndWarnings() {
        Badge badge = badge(NONE_QUARANTINED, Status.PASSED, Status.PASSED, Findings.NONE);
        assertThat(badge.level()).isEqualTo(Badge.Level.CLEAN);
        assertThat(badge.text()).isEqualTo("✓ Complete, clean, loaded once");
        assertThat(badge.remarks()).isEmpty();
    }

    @Test
    void showsTheNumberOfQuarantinedRecords() {
        Badge badge = badge(TEN_QUARANTINED, Status.PASSED, Status.PASSED, Findings.NONE);
        assertThat(badge.level()).isEqualTo(Badge.Level.ATTENTION);
        assertThat(badge.text()).isEqualTo("! 10 of 3,201 refused").doesNotContainIgnoringCase("clean");
        assertThat(badge.explanation()).doesNotContainIgnoringCase("clean");
    }

    @Test
    void countsWarnings() {
        assertThat(badge(NONE_QUARANTINED, Status.PASSED, Status.FAILED, Findings.NONE))
                .extracting(Badge::level, Badge::text)
                .containsExactly(Badge.Level.ATTENTION, "! 1 warning");
        Findings findings = new Findings(List.of(), List.of(new RunWarning("NewReason", "price", "It is new.")));
        assertThat(badge(TEN_QUARANTINED, Status.PASSED, Status.FAILED, findings)
                        .text())
                .isEqualTo("! 10 of 3,201 refused · 2 warnings");
    }

    @Test
    void isNotProvedIfFiguresDisagree() {
        Badge badge = badge(new Conservation(3202, 3201, 3190, 10, 1), Status.PASSED, Status.PASSED, Findings.NONE);
        assertThat(badge.level()).isEqualTo(Badge.Level.NOT_PROVED);
        assertThat(badge.text()).isEqualTo("✗ Not proved · 10 of 3,201 refused");
    }

    @Test
    void isNotProvedIfABlockingRuleFailed() {
        assertThat(badge(NONE_QUARANTINED, Status.FAILED, Status.PASSED, Findings.NONE)
                        .text())
                .isEqualTo("✗ Not proved");
    }

    @Test
    void isNotProvedWithoutRecordCounts() {
        NightProof proof = new NightProof(
                Optional.empty(),
                List.of(partition(Status.PASSED, Status.PASSED)),
                List.of(),
                Findings.NONE,
                List.of());
        assertThat(Badge.of(proof).text()).isEqualTo("✗ Not proved");
    }

    private static Badge badge(Conservation conservation, Status blocking, Status warning, Findings findings) {
        return Badge.of(new NightProof(
                Optional.of(conservation), List.of(partition(blocking, warning)), List.of(), findings, List.of()));
    }

    private static LoadedPartition partition(Status blocking, Status warning) {
        Verdict verdict = new Verdict(
                Verdict.VERSION,
                "flights",
                Partition.parse("departed_on=2001-01-01"),
                1,
                new Digest("rows:1"),
                "run-1",
                SampleNights.NOW,
                blocking,
                List.of(
                        new RuleVerdict("RowCount > 1", Level.BLOCK, blocking, Map.of(), null),
                        new RuleVerdict("Mean \"x\" < 5", Level.WARN, warning, Map.of(), null)),
                null);
        return new LoadedPartition(
                "departed_on=2001-01-01", OptionalLong.of(9), 9, new Digest("rows:1"), Optional.of(verdict));
    }
}
