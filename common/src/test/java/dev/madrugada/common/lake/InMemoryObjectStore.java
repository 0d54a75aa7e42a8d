package dev.madrugada.common.lake;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** A store in memory, for tests: as strict as S3 about create-if-absent. */
public final class InMemoryObjectStore implements ObjectStore {
    /** Not a record: its content is an array. */
    private static final class Entry {
        private final byte[] content;
        private final Instant modified;

        Entry(byte[] content, Instant modified) {
            this.content = content.clone();
            this.modified = modified;
        }
    }

    private final Map<String, Entry> objects = new ConcurrentSkipListMap<>();
    private final Clock clock;

    public InMemoryObjectStore() {
        this(Clock.systemUTC());
    }

    public InMemoryObjectStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Optional<byte[]> read(URI object) {
        return Optional.ofNullable(objects.get(object.toString())).map(entry -> entry.content.clone());
    }

    @Override
    public void write(URI object, byte[] content) {
        objects.put(object.toString(), new Entry(content, clock.instant()));
    }

    @Override
    public boolean create(URI object, byte[] content) {
        return objects.putIfAbsent(object.toString(), new Entry(content, clock.instant())) == null;
    }

    @Override
    public List<StoredObject> list(URI folder) {
        return objects.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(folder.toString()))
                .map(entry -> new StoredObject(
                        URI.create(entry.getKey()), entry.getValue().content.length, entry.getValue().modified))
                .toList();
    }

    @Override
    public void delete(Collection<URI> gone) {
        gone.forEach(uri -> objects.remove(uri.toString()));
    }
}
