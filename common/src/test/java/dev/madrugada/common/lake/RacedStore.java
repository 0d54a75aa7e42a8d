package dev.madrugada.common.lake;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A store in which another run acts just before or just after an object is created. */
final class RacedStore implements ObjectStore {
    private final ObjectStore store;
    private final URI object;
    private Runnable before;
    private Runnable after;

    private RacedStore(ObjectStore store, URI object, Runnable before, Runnable after) {
        this.store = store;
        this.object = object;
        this.before = before;
        this.after = after;
    }

    static RacedStore before(ObjectStore store, URI object, Runnable rival) {
        return new RacedStore(store, object, rival, () -> {});
    }

    static RacedStore after(ObjectStore store, URI object, Runnable rival) {
        return new RacedStore(store, object, () -> {}, rival);
    }

    @Override
    public boolean create(URI created, byte[] content) {
        if (!created.equals(object)) {
            return store.create(created, content);
        }
        before.run();
        before = () -> {};
        boolean won = store.create(created, content);
        after.run();
        after = () -> {};
        return won;
    }

    @Override
    public Optional<byte[]> read(URI read) {
        return store.read(read);
    }

    @Override
    public void write(URI written, byte[] content) {
        store.write(written, content);
    }

    @Override
    public List<StoredObject> list(URI folder) {
        return store.list(folder);
    }

    @Override
    public void delete(Collection<URI> objects) {
        store.delete(objects);
    }
}
