package dev.madrugada.common.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.lake.ObjectStore.StoredObject;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredObjectTest {
    private static final URI FOLDER = URI.create("file:///lake/_raw/.x/");

    @ParameterizedTest
    @ValueSource(strings = {"part-0.parquet", "a/b_c/d.parquet", "_dt=2001-01-01/part-0.parquet", "a%20b/c"})
    void isContent(String path) {
        assertThat(object(path).isContentOf(FOLDER)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_SUCCESS",
                ".part-0.parquet.crc",
                "_temporary/0/part-0.parquet",
                "a/_b/part-0.parquet",
                "a/.b/dt=2001-01-01/part-0.parquet",
                ".dt=2001-01-01/part-0.parquet"
            })
    void isNoContentBelowWhatIsHidden(String path) {
        assertThat(object(path).isContentOf(FOLDER)).isFalse();
    }

    private static StoredObject object(String path) {
        return new StoredObject(FOLDER.resolve(path), 1, Instant.EPOCH);
    }
}
