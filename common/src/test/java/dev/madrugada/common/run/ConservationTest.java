package dev.madrugada.common.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConservationTest {
    @Test
    void holdsIfEachRecordThatWasReadHasOneOutcome() {
        assertThat(new Conservation(10, 10, 7, 2, 1).holds()).isTrue();
        assertThat(new Conservation(0, 0, 0, 0, 0).holds()).isTrue();
    }

    @Test
    void namesTheStepThatLostOrDoubledRecords() {
        Conservation atIngest = new Conservation(11, 10, 7, 2, 1);
        assertThat(atIngest.holds()).isFalse();
        assertThat(atIngest.atIngest()).contains("11 records were read and 10 kept as raw");
        assertThat(atIngest.atTransform()).isEmpty();

        Conservation atTransform = new Conservation(10, 10, 7, 1, 1);
        assertThat(atTransform.holds()).isFalse();
        assertThat(atTransform.atIngest()).isEmpty();
        assertThat(atTransform.atTransform()).contains("raw 10 is not curated 7 + quarantined 1 + duplicates 1");
        assertThat(new Conservation(10, 10, 9, 1, 1).holds()).isFalse();
    }

    @Test
    void rawIsWhatArrivedAndNotTheSumOfTheOutcomes() {
        assertThat(Conservation.ofTransform(10, 7, 1, 1).transformCounts())
                .containsEntry("raw", 10L)
                .containsEntry("curated", 7L)
                .containsEntry("duplicates", 1L)
                .containsEntry("quarantined", 1L);
    }
}
