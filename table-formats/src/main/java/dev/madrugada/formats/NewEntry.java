package dev.madrugada.formats;

import dev.madrugada.common.iceberg.MetadataPointer;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The entry of a table that no reader sees yet: its metadata is written first, and named in the catalog once. */
final class NewEntry implements MetadataPointer {
    private @Nullable URI metadata;

    @Override
    public Optional<URI> current() {
        return Optional.ofNullable(metadata);
    }

    @Override
    public boolean replace(Optional<URI> expected, URI next) {
        if (!current().equals(expected)) {
            return false;
        }
        metadata = next;
        return true;
    }
}
