package dev.madrugada.common.lake;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A store that calls a task before each of its requests; the task may throw, as if the process had been killed. */
public record SteppedStore(ObjectStore store, Runnable step) implements ObjectStore {
    @Override
    public Optional<byte[]> read(URI object) {
        step.run();
        return store.read(object);
    }

    @Override
    public void write(URI object, byte[] content) {
        step.run();
        store.write(object, content);
    }

    @Override
    public boolean create(URI object, byte[] content) {
        step.run();
        return store.create(object, content);
    }

    @Override
    public List<StoredObject> list(URI folder) {
        step.run();
        return store.list(folder);
    }

    @Override
    public void delete(Collection<URI> objects) {
        // Each deletion is a step of its own.
        for (URI object : objects) {
            step.run();
            store.delete(List.of(object));
        }
    }
}
