package dev.madrugada.transform.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.spark.LocalSpark;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each key of the contract that says what becomes of a record does what docs/dataset.md says. */
@ExtendWith(LocalSpark.class)
class KeyEffectsTest {
    static List<KeyEffect> effects() {
        return KeyEffect.all();
    }

    @ParameterizedTest
    @MethodSource("effects")
    void theKeyAloneMakesTheDifference(KeyEffect effect, SparkSession spark) {
        List<String> with = ContractOutcome.of(spark, effect::folder, effect.firstArrivedAt(), effect.payloads());
        List<String> other = ContractOutcome.of(spark, effect::otherFolder, effect.firstArrivedAt(), effect.payloads());

        assertThat(comparable(with, effect.gives())).isEqualTo(effect.gives());
        assertThat(comparable(other, effect.instead())).isEqualTo(effect.instead());
        assertThat(with).isNotEqualTo(other);
    }

    /** The outcome without the details of reasons that the case leaves out. */
    private static List<String> comparable(List<String> outcome, List<String> expected) {
        boolean hasDetails = expected.stream().anyMatch(text -> text.startsWith("!") && text.contains(": "));
        return hasDetails
                ? outcome
                : outcome.stream()
                        .map(text -> text.replaceFirst("^(!.*?): .*", "$1"))
                        .toList();
    }
}
