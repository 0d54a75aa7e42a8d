package dev.madrugada.transform;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.lake.ObjectStore;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A store that fails at certain objects.
 *
 * @param path a part of these objects' paths
 */
record RefusingStore(ObjectStore store, String path) implements ObjectStore {
    @Override
    public boolean create(URI object, byte[] content) {
        refuse(object);
        return store.create(object, content);
    }

    @Override
    public Optional<byte[]> read(URI object) {
        return store.read(object);
    }

    @Override
    public void write(URI object, byte[] content) {
        refuse(object);
        store.write(object, content);
    }

    @Override
    public List<StoredObject> list(URI folder) {
        return store.list(folder);
    }

    @Override
    public void delete(Collection<URI> objects) {
        store.delete(objects);
    }

    private void refuse(URI object) {
        if (object.getPath().contains(path)) {
            throw Fault.of(ErrorCode.SinkUnavailable)
                    .at(object.toString())
                    .what("no")
                    .because("it is a test")
                    .fix("nothing")
                    .exception();
        }
    }
}
