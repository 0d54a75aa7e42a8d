package dev.madrugada.common.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.lake.InMemoryObjectStore;
import dev.madrugada.common.lake.LakeLayout;
import java.net.URI;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class MissedNightsTest {
    private static final LakeLayout LAKE = new LakeLayout(URI.create("s3://bucket/lake/"));

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    @Test
    void namesTheMissedDaysBeforeANight() {
        put("2001-01-01/report.json");
        put("2001-01-02/missed.json");
        put("2001-01-03/missed.json");
        put("2001-01-03/report.json");
        put("2001-01-04/missed.json");
        put("2001-01-04/failures/1-ingest-1.json");
        put("2001-01-09/missed.json");
        put("notes/missed.json");

        assertThat(read().days()).map(LocalDate::toString).containsExactly("2001-01-02", "2001-01-04", "2001-01-09");
        assertThat(read().warnings(LocalDate.parse("2001-01-05")))
                .singleElement()
                .satisfies(warning -> assertThat(warning.toString())
                        .contains("NightsMissed", "2 days before this one", "2001-01-02, 2001-01-04;"));
        assertThat(read().warnings(LocalDate.parse("2001-01-02")))
                .singleElement()
                .satisfies(warning -> assertThat(warning.code()).isEqualTo("NightMadeUp"));
        assertThat(read().warnings(LocalDate.parse("2001-01-01"))).isEmpty();
    }

    @Test
    void namesTenDaysAtMost() {
        for (int day = 10; day < 22; day++) {
            put("2001-01-" + day + "/missed.json");
        }
        assertThat(read().warnings(LocalDate.parse("2001-02-01")))
                .singleElement()
                .satisfies(warning -> assertThat(warning.message())
                        .contains("12 days", "2001-01-19 and 2 more")
                        .doesNotContain("01-20"));
    }

    private MissedNights read() {
        return MissedNights.read(store, LAKE, "flights");
    }

    private void put(String name) {
        store.write(LAKE.runs("flights").resolve(name), "{}".getBytes(UTF_8));
    }
}
