package dev.madrugada.common.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.error.TerminalException;
import dev.madrugada.common.json.Json;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.Generation;
import dev.madrugada.common.lake.InMemoryObjectStore;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.Partition;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Instant NOW = Instant.parse("2001-01-02T02:00:00Z");
    private static final Verdict.RuleVerdict WARNED = new Verdict.RuleVerdict(
            "Mean \"a\" < 1", Verdict.Level.WARN, Verdict.Status.FAILED, Map.of("Mean", "2"), "mean is 2.0");
    private static final Verdict.RuleVerdict BLOCKED = new Verdict.RuleVerdict(
            "RowCount > 1", Verdict.Level.BLOCK, Verdict.Status.FAILED, Map.of("RowCount", "1"), "1 row");

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final LakeLayout layout = new LakeLayout(URI.create("s3://lake/"));

    @Test
    void onlyARuleThatBlocksFailsIt() {
        assertThat(on("rows:1", "a", WARNED).passed()).isTrue();
        assertThat(on("rows:1", "a", WARNED, BLOCKED).passed()).isFalse();
        assertThat(on("rows:1", "a", WARNED, BLOCKED).failed(Verdict.Level.BLOCK))
                .containsExactly(BLOCKED);
    }

    @Test
    void isWrittenAndReadBackUnchanged() {
        Verdict verdict = on("rows:1", "a", BLOCKED, WARNED);
        String json = new String(Json.write(verdict), StandardCharsets.UTF_8);
        assertThat(json)
                .contains(
                        "\"status\" : \"failed\"",
                        "\"level\" : \"block\"",
                        "\"run-id\" : \"a\"",
                        "\"evaluated-at\" : \"2001-01-02T02:00:00Z\"",
                        "\"RowCount\" : \"1\"");
        assertThat(json).doesNotContain("\"passed\" :");
        assertThat(Json.read(Json.write(verdict), Verdict.class, "here")).isEqualTo(verdict);
    }

    @Test
    void itsMeaningIsNotTheRun() {
        assertThat(on("rows:1", "a", WARNED).meaning())
                .isEqualTo(on("rows:1", "b", WARNED).meaning());
        assertThat(on("rows:1", "a", WARNED).meaning())
                .isNotEqualTo(on("rows:2", "a", WARNED).meaning());
        assertThat(on("rows:1", "a", WARNED).meaning())
                .isNotEqualTo(on("rows:1", "a").meaning());
    }

    @Test
    void aStatusThatItsRulesDenyIsRefused() {
        byte[] forged = new String(Json.write(on("rows:1", "a", BLOCKED)), StandardCharsets.UTF_8)
                .replace("\"status\" : \"failed\"", "\"status\" : \"passed\"")
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Json.read(forged, Verdict.class, "here"))
                .isInstanceOf(TerminalException.class)
                .hasMessageContaining("says PASSED over rules that say FAILED");
    }

    @Test
    void aVerdictOnOtherContentIsNone() {
        Verdicts verdicts = new Verdicts(store, layout);
        assertThatThrownBy(() -> verdicts.require(manifest("rows:1"))).hasMessageContaining("there is no verdict");
        verdicts.publish(on("rows:2", "a"));
        assertThatThrownBy(() -> verdicts.require(manifest("rows:1")))
                .hasMessageStartingWith("InputMissing: s3://lake/quality/flights/departed_on=2001-01-01/rows-1.json")
                .hasMessageContaining("on other content than generation 1");
        verdicts.publish(on("rows:1", "a"));
        assertThat(verdicts.require(manifest("rows:1")).content()).isEqualTo(new Digest("rows:1"));
    }

    @Test
    void aVerdictStaysWhenOtherContentIsEvaluated() {
        Verdicts verdicts = new Verdicts(store, layout);
        verdicts.publish(on("rows:1", "a"));
        verdicts.publish(on("rows:2", "b", BLOCKED));

        assertThat(verdicts.require(manifest("rows:1")).passed()).isTrue();
        assertThat(verdicts.require(manifest("rows:2")).passed()).isFalse();
        assertThat(verdicts.find("flights", new Digest("rows:2"))).containsExactly(on("rows:2", "b", BLOCKED));
        assertThat(store.read(layout.verdict("flights", manifest("rows:2").partition())))
                .contains(Json.write(on("rows:2", "b", BLOCKED)));
    }

    @Test
    void aReleaseHoldsForOneGenerationWithOneContent() {
        Verdicts verdicts = new Verdicts(store, layout);
        Generation failed = manifest("rows:2").identity();
        assertThat(verdicts.release("flights", failed)).isEmpty();

        verdicts.release(Release.of(on("rows:2", "b", BLOCKED), "ada", "a public holiday", NOW));

        assertThat(verdicts.release("flights", failed)).map(Release::by).contains("ada");
        assertThat(verdicts.release("flights", new Generation(failed.partition(), 2, failed.content())))
                .isEmpty();
        assertThat(verdicts.release("flights", manifest("rows:3").identity())).isEmpty();
        assertThat(verdicts.release("orders", failed)).isEmpty();
        // A release lies beside the verdicts, and is none.
        verdicts.publish(on("rows:2", "b", BLOCKED));
        assertThat(verdicts.find("flights", new Digest("rows:2"))).hasSize(1);
    }

    @Test
    void aReleaseHoldsForTheGenerationsThatMergesMakeOfIt() {
        Verdicts verdicts = new Verdicts(store, layout);
        Generation failed = manifest("rows:2").identity();
        Generation merged = new Generation(failed.partition(), failed.number() + 1, failed.content());
        Generation mergedAgain = new Generation(failed.partition(), failed.number() + 2, failed.content());
        verdicts.keepRelease("flights", failed);
        assertThat(verdicts.release("flights", failed)).isEmpty();
        verdicts.release(Release.of(on("rows:2", "b", BLOCKED), "ada", "a public holiday", NOW));

        verdicts.keepRelease("flights", failed);

        assertThat(verdicts.release("flights", failed)).isPresent();
        assertThat(verdicts.release("flights", merged)).map(Release::by).contains("ada");
        assertThat(verdicts.release("flights", mergedAgain)).isEmpty();
        verdicts.keepRelease("flights", merged);
        assertThat(verdicts.release("flights", mergedAgain)).isPresent();
        assertThat(verdicts.release("flights", manifest("rows:3").identity())).isEmpty();
    }

    private static Verdict on(String content, String runId, Verdict.RuleVerdict... rules) {
        return Verdict.on(manifest(content), runId, NOW, List.of(rules));
    }

    private static Manifest manifest(String content) {
        return new Manifest(
                Manifest.VERSION,
                "flights",
                Partition.parse("departed_on=2001-01-01"),
                1,
                "run",
                NOW,
                URI.create("s3://lake/curated/flights/departed_on=2001-01-01/run-1/"),
                List.of(),
                Map.of(),
                new Digest(content),
                null);
    }
}
