package dev.madrugada.formats;

import dev.madrugada.common.iceberg.MetadataPointer;
import java.net.URI;
import java.util.Optional;

/** A catalog's entry in memory. */
final class InMemoryPointer implements TestPointer {
    private Optional<URI> current = Optional.empty();

    @Override
    public synchronized Optional<URI> current() {
        return current;
    }

    @Override
    public synchronized boolean replace(Optional<URI> expected, URI next) {
        if (!current.equals(expected)) {
            return false;
        }
        current = Optional.of(next);
        return true;
    }

    @Override
    public MetadataPointer hooked(HookedStore.Hook hook) {
        return new MetadataPointer() {
            @Override
            public Optional<URI> current() {
                return hook.around("read entry", InMemoryPointer.this::current);
            }

            @Override
            public boolean replace(Optional<URI> expected, URI next) {
                return hook.around("replace entry", () -> InMemoryPointer.this.replace(expected, next));
            }
        };
    }
}
