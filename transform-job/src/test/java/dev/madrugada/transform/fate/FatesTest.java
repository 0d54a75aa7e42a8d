package dev.madrugada.transform.fate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FatesTest {
    @Test
    void rawIsWhatArrivedAndNotTheSumOfTheFates() {
        Fates oneLost = new Fates(7, 1, 1, new TreeMap<>());
        assertThat(oneLost.counts(10))
                .containsEntry("raw", 10L)
                .containsEntry("curated", 7L)
                .containsEntry("duplicates", 1L)
                .containsEntry("quarantined", 1L);
    }
}
