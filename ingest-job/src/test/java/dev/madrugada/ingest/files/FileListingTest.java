package dev.madrugada.ingest.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.contract.CsvForm;
import dev.madrugada.common.contract.FileLocation;
import dev.madrugada.common.contract.Source;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.time.ArrivalHour;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FileListingTest {
    private static final ArrivalHour FIVE = ArrivalHour.of(Instant.parse("2001-01-01T05:00:00Z"));

    private final Listed store = new Listed();

    @Test
    void leavesOutHiddenNamesAndErrorsAndListsAFileOnce() {
        store.add("s3://bucket/p/2001/01/01/05/b.json");
        store.add("s3://bucket/p/2001/01/01/05/a.json");
        store.add("s3://bucket/p/2001/01/01/05/b.json");
        store.add("s3://bucket/p/2001/01/01/05/_writing.json");
        store.add("s3://bucket/p/2001/01/01/05/.c.json.crc");
        store.add("s3://bucket/p/2001/01/01/05/_temporary/0/d.json");
        store.add("s3://bucket/p/2001/01/01/05/errors/e.json");
        store.add("s3://bucket/p/2001/01/01/06/f.json");

        assertThat(listing("s3://bucket/p/{yyyy}/{MM}/{dd}/{HH}/", "s3://bucket/p/{yyyy}/{MM}/{dd}/{HH}/errors/")
                        .of(FIVE))
                .extracting(file -> file.content() + " " + file.uri())
                .containsExactly(
                        "RECORDS s3://bucket/p/2001/01/01/05/a.json",
                        "RECORDS s3://bucket/p/2001/01/01/05/b.json",
                        "REFUSED s3://bucket/p/2001/01/01/05/errors/e.json");
    }

    /** The store makes its 100,000 objects one by one, and counts those that anybody still refers to. */
    @Test
    void aHundredThousandObjectsTakeOnePassAndWhatIsKeptIsOfTwoDays() {
        store.generated = 100_000;
        FileListing listing = listing("s3://bucket/exports/**");
        List<ListedFile> found = new ArrayList<>();
        ArrivalHour hour = FIVE;
        for (int i = 0; i < 26; i++, hour = hour.next()) {
            found.addAll(listing.of(hour));
            assertThat(listing.of(hour)).isSameAs(listing.of(hour));
        }

        assertThat(store.visits).isEqualTo(1);
        // The store has an object per minute.
        assertThat(found).hasSize(26 * 60);
        assertThat(listing.kept()).isEqualTo(50 * 60);
    }

    private FileListing listing(String location, String... errors) {
        return new FileListing(
                new Source.Files(
                        new FileLocation(location),
                        ZoneOffset.UTC,
                        Source.Files.Format.JSON_LINES,
                        Source.Files.Compression.AUTO,
                        CsvForm.DEFAULT,
                        List.of(errors).stream().map(FileLocation::new).toList(),
                        Source.Files.BrokenFiles.WARN),
                store);
    }

    /** Only lists; it has given objects, and as many generated ones, one per minute around the hour. */
    private static final class Listed implements ObjectStore {
        private final List<StoredObject> given = new ArrayList<>();
        private int generated;
        private int visits;

        void add(String uri) {
            given.add(new StoredObject(URI.create(uri), 1, Instant.parse("2001-01-01T07:00:00Z"), "etag"));
        }

        @Override
        public void visit(URI prefix, Consumer<StoredObject> visitor) {
            visits++;
            given.stream()
                    .filter(object -> object.uri().toString().startsWith(prefix.toString()))
                    .forEach(visitor);
            Instant first = FIVE.start().minusSeconds(60L * (generated / 2));
            for (int i = 0; i < generated; i++) {
                visitor.accept(new StoredObject(
                        URI.create("s3://bucket/exports/" + i), 1, first.plusSeconds(60L * i), "etag"));
            }
        }

        @Override
        public List<StoredObject> list(URI folder) {
            throw new UnsupportedOperationException("a list of all objects is not bounded");
        }

        @Override
        public Optional<byte[]> read(URI object) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(URI object, byte[] content) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean create(URI object, byte[] content) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void delete(Collection<URI> objects) {
            throw new UnsupportedOperationException();
        }
    }
}
