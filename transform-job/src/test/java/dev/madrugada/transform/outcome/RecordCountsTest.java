package dev.madrugada.transform.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RecordCountsTest {
    @Test
    void rawIsTheManifestsCountAndNotTheSumOfTheOthers() {
        RecordCounts oneLost = new RecordCounts(7, 1, 1, new TreeMap<>());
        assertThat(oneLost.counts(10))
                .containsEntry("raw", 10L)
                .containsEntry("curated", 7L)
                .containsEntry("duplicates", 1L)
                .containsEntry("quarantined", 1L);
    }
}
