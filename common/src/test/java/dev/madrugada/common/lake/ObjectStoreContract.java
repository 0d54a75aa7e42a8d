package dev.madrugada.common.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link ObjectStore} promises; a test class per implementation inherits it. */
public interface ObjectStoreContract {
    ObjectStore store();

    /** A folder of the test's own, empty, ending in a slash. */
    URI folder();

    @Test
    default void absentObjectIsEmpty() {
        assertThat(store().read(folder().resolve("absent"))).isEmpty();
        assertThat(store().list(folder())).isEmpty();
    }

    @Test
    default void writtenObjectIsReadAndReplaced() {
        URI object = folder().resolve("deep/er/object.json");
        store().write(object, bytes("one"));
        assertThat(store().read(object)).hasValue(bytes("one"));
        store().write(object, bytes("two, longer"));
        assertThat(store().read(object)).hasValue(bytes("two, longer"));
    }

    @Test
    default void createdObjectKeepsItsFirstContent() {
        URI object = folder().resolve("object");
        assertThat(store().create(object, bytes("first"))).isTrue();
        assertThat(store().create(object, bytes("second"))).isFalse();
        assertThat(store().read(object)).hasValue(bytes("first"));
    }

    @Test
    default void ofRacingCreatesExactlyOneWins() throws Exception {
        ExecutorService racers = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 10; round++) {
                URI object = folder().resolve("race-" + round);
                List<Callable<Boolean>> puts = new ArrayList<>();
                for (int racer = 0; racer < 8; racer++) {
                    byte[] content = bytes("racer " + racer);
                    puts.add(() -> store().create(object, content));
                }
                int winners = 0;
                for (Future<Boolean> put : racers.invokeAll(puts)) {
                    winners += put.get() ? 1 : 0;
                }
                assertThat(winners).as("winners of round %s", round).isEqualTo(1);
            }
        } finally {
            racers.shutdownNow();
        }
    }

    @Test
    default void listShowsWhatIsBelowTheFolderByName() {
        store().write(folder().resolve("a/2"), bytes("22"));
        store().write(folder().resolve("a/1"), bytes("1"));
        store().write(folder().resolve("departed_on=2001-01-01/b%20c"), bytes("333"));
        store().write(folder().resolve("ab/1"), bytes("x"));

        assertThat(store().list(folder().resolve("a/")))
                .extracting(ObjectStore.StoredObject::uri)
                .containsExactly(folder().resolve("a/1"), folder().resolve("a/2"));
        assertThat(store().list(folder().resolve("departed_on=2001-01-01/")))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.uri().getPath()).endsWith("/departed_on=2001-01-01/b c");
                    assertThat(found.bytes()).isEqualTo(3);
                    assertThat(store().read(found.uri())).hasValue(bytes("333"));
                });
    }

    @Test
    default void deletedObjectsAreGoneAndAbsentOnesPassedOver() {
        URI kept = folder().resolve("kept");
        URI gone = folder().resolve("gone");
        store().write(kept, bytes("kept"));
        store().write(gone, bytes("gone"));
        store().delete(List.of(gone, folder().resolve("never-there")));
        assertThat(store().read(gone)).isEmpty();
        assertThat(store().read(kept)).hasValue(bytes("kept"));
        store().delete(List.of());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
