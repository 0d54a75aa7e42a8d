package dev.madrugada.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.lake.ObjectStore.StoredObject;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageKillerTest {
    @Test
    void anAttemptWroteTheObjectsThatAreNewOrChanged() {
        List<StoredObject> before = List.of(object("a", 1, 0), object("b", 1, 0));
        List<StoredObject> after = List.of(object("a", 1, 0), object("b", 1, 5), object("c", 1, 0));

        assertThat(StageKiller.changed(before, after))
                .extracting(object -> object.uri().getPath())
                .containsExactly("/b", "/c");
    }

    @Test
    void theLargestObjectsAreNamed() {
        List<StageKiller.Written> written = IntStream.rangeClosed(1, 6)
                .mapToObj(bytes -> new StageKiller.Written("o" + bytes, bytes))
                .toList();

        assertThat(StageKiller.named(written))
                .isEqualTo("o6 (6 bytes), o5 (5 bytes), o4 (4 bytes), o3 (3 bytes), 2 more");
        assertThat(StageKiller.named(List.of())).isEqualTo("no object that is left");
    }

    @ParameterizedTest
    @CsvSource({
        "ingest, raw/flights/_published/dt=2001-01-01/hour=05/0000000001.json, true",
        "transform, quarantine/flights/_published/dt=2001-01-01/0000000001.json, true",
        "transform, curated/flights/_staged/departed_on=2001-01-01/run-x.json, true",
        "transform, curated/flights/_published/departed_on=2001-01-01/0000000001.json, false",
        "quality, quality/flights/departed_on=2001-01-01/rows-1.json, true",
        "quality, quality/flights/departed_on=2001-01-01/verdict.json, true",
        "gate, curated/flights/_published/departed_on=2001-01-01/0000000001.json, true",
        "report, reports/flights/dt=2001-01-01/report.html, true",
        "ingest, runs/flights/2001-01-01/ingest.json, true",
        "load, runs/flights/2001-01-01/load.json, true",
        "transform, curated/flights/departed_on=2001-01-01/run-x/part-0.parquet, false",
        "gate, quality/flights/departed_on=2001-01-01/verdict.json, false",
        "load, loads/flights/departed_on=2001-01-01/generation-1.manifest, false",
    })
    void aStagePublishesUnderItsOwnKeysAndByItsRunRecord(String stage, String key, boolean expected) {
        String patterns = String.join("|", StageKiller.publications(stage, "flights", LocalDate.parse("2001-01-01")));

        assertThat(key.matches("(" + patterns + ")")).isEqualTo(expected);
    }

    private static StoredObject object(String name, long bytes, long modified) {
        return new StoredObject(URI.create("s3://lake/" + name), bytes, Instant.ofEpochSecond(modified));
    }
}
