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
        assertThat(Conservation.ofTransform(10, 9, 1, 9, 7, 2).transformCounts())
                .containsEntry("raw", 10L)
                .containsEntry("curated", 7L)
                .containsEntry("duplicates", 2L)
                .containsEntry("quarantined", 1L);
    }

    @Test
    void recordsAndTheirRowsAreCountedApart() {
        Conservation holds = Conservation.ofTransform(10, 9, 1, 30, 26, 4);
        assertThat(holds.holds()).isTrue();
        assertThat(holds.transformCounts()).doesNotContainKeys("accepted", "rows");
        assertThat(holds.transformCountsWithRows())
                .containsEntry("accepted", 9L)
                .containsEntry("rows", 30L);
        assertThat(Conservation.ofTransform(10, 8, 1, 30, 26, 4).atTransform())
                .contains("raw 10 is not accepted 8 + quarantined 1");
        assertThat(Conservation.ofTransform(10, 9, 1, 30, 26, 3).atTransform())
                .contains("rows 30 is not curated 26 + duplicates 3");
    }
}
