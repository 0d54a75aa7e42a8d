package dev.madrugada.transform;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.lake.ObjectStore;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A store that dies at the first publication. */
record RefusingStore(ObjectStore store) implements ObjectStore {
    @Override
    public boolean create(URI object, byte[] content) {
        throw new Fault(ErrorCode.SinkUnavailable, object.toString(), "no", "it is a test", "nothing").exception();
    }

    @Override
    public Optional<byte[]> read(URI object) {
        return store.read(object);
    }

    @Override
    public void write(URI object, byte[] content) {
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
}
