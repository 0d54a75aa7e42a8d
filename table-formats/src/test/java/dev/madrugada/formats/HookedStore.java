package dev.madrugada.formats;

import dev.madrugada.common.lake.ObjectStore;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A store that lets a test act before and after each operation. */
record HookedStore(ObjectStore store, Hook hook) implements ObjectStore {
    /** What a test does around an operation of a store or a catalog. */
    interface Hook {
        Hook NONE = step -> {};

        /**
         * Called before each operation.
         *
         * @param step the operation and its object
         */
        void before(String step);

        default void after(String step) {}

        default <T> T around(String step, Supplier<T> operation) {
            before(step);
            T result = operation.get();
            after(step);
            return result;
        }
    }

    @Override
    public Optional<byte[]> read(URI object) {
        return hook.around("read " + object, () -> store.read(object));
    }

    @Override
    public void write(URI object, byte[] content) {
        var unused = hook.around("write " + object, () -> {
            store.write(object, content);
            return true;
        });
    }

    @Override
    public boolean create(URI object, byte[] content) {
        return hook.around("create " + object, () -> store.create(object, content));
    }

    @Override
    public List<StoredObject> list(URI folder) {
        return hook.around("list " + folder, () -> store.list(folder));
    }

    @Override
    public void delete(Collection<URI> objects) {
        var unused = hook.around("delete " + objects, () -> {
            store.delete(objects);
            return true;
        });
    }
}
