package dev.madrugada.cli.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.cli.Invocation;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.Generation;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.quality.Release;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.quality.Verdicts;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseCommandTest {
    private static final Partition DAY = Partition.parse("day=2026-01-30");
    private static final Partition NEXT = Partition.parse("day=2026-01-31");
    private static final String FAILED = "rows:0123456789abcdef:3:00ff";

    @TempDir
    private Path temp;

    private Verdicts verdicts = new Verdicts(new FileObjectStore(), new LakeLayout(URI.create("file:///")));

    @BeforeEach
    void aNightThatFailed() {
        verdicts =
                new Verdicts(new FileObjectStore(), new LakeLayout(URI.create("file://" + temp.resolve("lake") + "/")));
        verdicts.publish(verdict(DAY, 2, FAILED, Verdict.Status.FAILED));
    }

    @Test
    void releasesTheContentOfAFailedVerdict() {
        Invocation asked = release("--verdict", FAILED, "--reason", "a public holiday", "--by", "ada");

        assertThat(asked.err()).isEmpty();
        assertThat(asked.status()).isZero();
        assertThat(asked.out())
                .isEqualTo(
                        "orders day=2026-01-30: generation 2 is released; run its night again, and the gate publishes"
                                + " it\n");
        assertThat(verdicts.release("orders", new Generation(DAY, 2, new Digest(FAILED))))
                .hasValueSatisfying(release -> {
                    assertThat(release.by()).isEqualTo("ada");
                    assertThat(release.reason()).isEqualTo("a public holiday");
                });
    }

    @Test
    void theNameOfTheVerdictsFileIsADigestToo() {
        assertThat(release("--verdict", FAILED.replace(':', '-'), "--reason", "x")
                        .status())
                .isZero();
        assertThat(verdicts.release("orders", new Generation(DAY, 2, new Digest(FAILED))))
                .map(Release::by)
                .contains(System.getProperty("user.name"));
    }

    @Test
    void aDigestWithoutAVerdictIs65() {
        Invocation asked = release("--verdict", "rows:other", "--reason", "x");

        assertThat(asked.status()).isEqualTo(65);
        assertThat(asked.err()).startsWith("InputMissing: quality/orders: no verdict is about the content rows:other");
    }

    @Test
    void contentThatPassedNeedsNoRelease() {
        verdicts.publish(verdict(NEXT, 1, "rows:good", Verdict.Status.PASSED));

        Invocation asked = release("--verdict", "rows:good", "--reason", "x");

        assertThat(asked.status()).isEqualTo(64);
        assertThat(asked.err())
                .startsWith("InvalidArguments: quality/orders/day=2026-01-31: this content passed its rules");
    }

    @Test
    void aBlankReasonIsRefused() {
        Invocation asked = release("--verdict", FAILED, "--reason", " ");

        assertThat(asked.status()).isEqualTo(64);
        assertThat(asked.err()).startsWith("InvalidArguments: --reason: the text is blank");
        assertThat(verdicts.release("orders", new Generation(DAY, 2, new Digest(FAILED))))
                .isEmpty();
    }

    @Test
    void theSameContentInSeveralPartitionsNeedsThePartition() {
        verdicts.publish(verdict(NEXT, 1, FAILED, Verdict.Status.FAILED));

        Invocation asked = release("--verdict", FAILED, "--reason", "x");
        assertThat(asked.status()).isEqualTo(64);
        assertThat(asked.err()).contains("several partitions have this content: day=2026-01-30, day=2026-01-31");

        assertThat(release("--verdict", FAILED, "--reason", "x", "--partition", "day=2026-01-31")
                        .status())
                .isZero();
        assertThat(verdicts.release("orders", new Generation(NEXT, 1, new Digest(FAILED))))
                .isPresent();
        assertThat(verdicts.release("orders", new Generation(DAY, 2, new Digest(FAILED))))
                .isEmpty();
    }

    private Invocation release(String... more) {
        List<String> words = new ArrayList<>(
                List.of("release", "--lake", temp.resolve("lake").toString(), "--dataset", "orders"));
        words.addAll(List.of(more));
        return Invocation.of(words.toArray(String[]::new));
    }

    private static Verdict verdict(Partition partition, long generation, String content, Verdict.Status status) {
        return new Verdict(
                Verdict.VERSION,
                "orders",
                partition,
                generation,
                new Digest(content),
                "run-1",
                Instant.EPOCH,
                status,
                List.of(new Verdict.RuleVerdict("RowCount > 9", Verdict.Level.BLOCK, status, Map.of(), null)),
                null);
    }
}
