package dev.madrugada.formats;

import dev.madrugada.common.iceberg.MetadataPointer;
import dev.madrugada.common.lake.ObjectStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.LocationProviders;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CleanableFailure;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/**
 * One attempt to change an Iceberg table, from the metadata that was read at its start. Iceberg retries a commit on newer
 * metadata if {@code refresh} returns it; this class returns what was read, and a lost race ends the attempt.
 */
final class IcebergOperations implements TableOperations {
    private final ObjectStore store;
    private final MetadataPointer pointer;
    private final URI folder;
    private TableMetadata metadata;

    /** Another commit came first. Iceberg deletes the files that it wrote for the commit, and does not retry it. */
    static final class LostRace extends RuntimeException implements CleanableFailure {
        private static final long serialVersionUID = 1L;
    }

    private IcebergOperations(ObjectStore store, MetadataPointer pointer, URI folder, TableMetadata metadata) {
        this.store = store;
        this.pointer = pointer;
        this.folder = folder;
        this.metadata = metadata;
    }

    /**
     * Reads the table; empty if the catalog does not have it.
     *
     * @param folder the folder for metadata files
     */
    static Optional<IcebergOperations> open(ObjectStore store, MetadataPointer pointer, URI folder) {
        return pointer.current().map(current -> new IcebergOperations(store, pointer, folder, read(store, current)));
    }

    /** Creates the table without rows. */
    static IcebergOperations create(ObjectStore store, MetadataPointer pointer, URI folder, TableMetadata first) {
        URI file = write(store, folder, 0, first);
        replace(pointer, Optional.empty(), file);
        return new IcebergOperations(store, pointer, folder, read(store, file));
    }

    @Override
    public TableMetadata current() {
        return metadata;
    }

    @Override
    public TableMetadata refresh() {
        return metadata;
    }

    @Override
    public void commit(TableMetadata base, TableMetadata changed) {
        if (base != metadata) {
            throw new LostRace();
        }
        URI before = URI.create(base.metadataFileLocation());
        URI file = write(store, folder, number(before) + 1, changed);
        replace(pointer, Optional.of(before), file);
        metadata = read(store, file);
    }

    @Override
    public FileIO io() {
        return new StoreFileIO(store, folder);
    }

    @Override
    public String metadataFileLocation(String fileName) {
        return folder.resolve(fileName).toString();
    }

    @Override
    public LocationProvider locationProvider() {
        return LocationProviders.locationsFor(metadata.location(), metadata.properties());
    }

    /** After an error of the catalog, the entry itself says whether it was replaced. */
    private static void replace(MetadataPointer pointer, Optional<URI> before, URI file) {
        if (!pointer.replace(before, file)) {
            throw new LostRace();
        }
    }

    private static URI write(ObjectStore store, URI folder, long number, TableMetadata metadata) {
        URI file = folder.resolve(String.format(Locale.ROOT, "%05d-%s.metadata.json", number, UUID.randomUUID()));
        store.write(file, TableMetadataParser.toJson(metadata).getBytes(StandardCharsets.UTF_8));
        return file;
    }

    private static TableMetadata read(ObjectStore store, URI file) {
        byte[] bytes = store.read(file)
                .orElseThrow(() -> FormatFaults.unreadable(file, "the catalog names it, and it does not exist")
                        .exception());
        try {
            return TableMetadataParser.fromJson(file.toString(), new String(bytes, StandardCharsets.UTF_8));
        } catch (RuntimeException broken) {
            throw FormatFaults.unreadable(file, "it is not the metadata of an Iceberg table")
                    .exception(broken);
        }
    }

    /** The number that a metadata file's name begins with; 0 for a name of another form. */
    private static long number(URI file) {
        String path = file.getPath();
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dash = name.indexOf('-');
        return dash > 0 && name.substring(0, dash).matches("[0-9]{1,18}") ? Long.parseLong(name.substring(0, dash)) : 0;
    }
}
