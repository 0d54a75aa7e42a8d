package dev.madrugada.common.dataset;

import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.contract.DatasetPointer;
import dev.madrugada.common.contract.PinnedFolder;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.ObjectStore.StoredObject;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The datasets below a folder such as {@code s3://bucket/datasets/}: {@code <name>/<digest>/} has the files of one version
 * of a dataset, and {@code <name>/current.json} names the version that new nights take. A folder is complete before a
 * pointer names it. A night that has begun keeps its folder, so no folder is ever changed or deleted here.
 *
 * <p>If two callers move the pointer of a dataset at once, the later write wins.
 */
public final class PublishedDatasets {
    private final ObjectStore store;
    private final URI root;

    /** @param root ends in a slash */
    public PublishedDatasets(ObjectStore store, URI root) {
        this.store = store;
        this.root = root;
    }

    /** The URI that {@code --dataset} takes. */
    public URI dataset(String name) {
        return root.resolve(name + "/");
    }

    /** The URI of the folder that has a dataset's content, whether it exists or not. */
    public URI folder(DatasetFolder dataset) {
        return folder(dataset.contract().dataset(), PinnedFolder.name(dataset.digest()));
    }

    private URI folder(String name, String digest) {
        return dataset(name).resolve(digest + "/");
    }

    /**
     * Writes the files that the dataset uses into the folder of their digest, if it does not exist, and makes it current.
     *
     * @throws dev.madrugada.common.error.TerminalException InvalidContract if the folder exists with other content
     */
    public PointerMove publish(DatasetFolder dataset) {
        upload(dataset);
        String name = dataset.contract().dataset();
        return move(name, PinnedFolder.name(dataset.digest()), DatasetPointer::movedTo);
    }

    /** As {@link #publish}, without making the folder current. */
    public URI upload(DatasetFolder dataset) {
        URI folder = folder(dataset);
        dataset.files().forEach((name, bytes) -> {
            var unused = store.create(folder.resolve(name), bytes);
        });
        // What was there already must be the same content.
        return DatasetFolder.read(store, folder).location();
    }

    /**
     * Copies a folder of another environment, and makes it current here.
     *
     * @param digest of the folder, or its first digits; empty for the folder that is current there
     */
    public PointerMove promote(PublishedDatasets from, String name, Optional<String> digest) {
        String found = digest.map(asked -> from.named(name, asked))
                .orElseGet(() -> from.requirePointer(name).folder());
        return publish(DatasetFolder.read(from.store, from.folder(name, found)));
    }

    /**
     * Makes an earlier folder current again.
     *
     * @param digest of the folder, or its first digits; empty for the one that was current before
     * @throws dev.madrugada.common.error.TerminalException InvalidArguments if there is no such folder; as {@link
     *     DatasetFolder#read} if the folder cannot be read
     */
    public PointerMove rollback(String name, Optional<String> digest) {
        DatasetPointer pointer = requirePointer(name);
        String earlier = digest.map(asked -> named(name, asked))
                .orElseGet(() -> pointer.previous().stream()
                        .findFirst()
                        .orElseThrow(() ->
                                DatasetFaults.nothingEarlier(dataset(name)).exception()));
        DatasetFolder readable = DatasetFolder.read(store, folder(name, earlier));
        return move(readable.contract().dataset(), earlier, DatasetPointer::backTo);
    }

    /** The folder that is current; empty if the dataset was never published. */
    public Optional<String> current(String name) {
        return DatasetPointer.find(store, dataset(name)).map(DatasetPointer::folder);
    }

    /** The folders of every dataset: by the datasets' names, the newest folder first. */
    public List<PublishedFolder> list() {
        return contracts(root).stream()
                .map(this::folder)
                .sorted(Comparator.comparing(PublishedFolder::dataset)
                        .thenComparing(PublishedFolder::published, Comparator.reverseOrder())
                        .thenComparing(PublishedFolder::digest))
                .toList();
    }

    private PublishedFolder folder(StoredObject contract) {
        URI uri = contract.uri().resolve(".");
        String digest = PinnedFolder.lastSegment(uri);
        String name = PinnedFolder.lastSegment(PinnedFolder.dataset(uri));
        return new PublishedFolder(
                name,
                digest,
                uri,
                contract.modified(),
                current(name).filter(digest::equals).isPresent());
    }

    private List<StoredObject> contracts(URI below) {
        return store.list(below).stream()
                .filter(object -> object.uri().getPath().endsWith("/" + DatasetFolder.CONTRACT))
                .filter(object -> PinnedFolder.isPinned(object.uri().resolve(".")))
                .toList();
    }

    private String named(String name, String asked) {
        List<String> found = contracts(dataset(name)).stream()
                .map(contract -> PinnedFolder.lastSegment(contract.uri().resolve(".")))
                .filter(digest -> digest.startsWith(asked))
                .toList();
        if (found.size() != 1) {
            throw DatasetFaults.noSuchFolder(dataset(name), asked, found).exception();
        }
        return found.get(0);
    }

    private DatasetPointer requirePointer(String name) {
        return DatasetPointer.find(store, dataset(name))
                .orElseThrow(() -> DatasetFaults.notPublished(dataset(name)).exception());
    }

    private interface Step {
        DatasetPointer from(DatasetPointer pointer, String folder);
    }

    private PointerMove move(String name, String digest, Step step) {
        Optional<DatasetPointer> before = DatasetPointer.find(store, dataset(name));
        PointerMove move = new PointerMove(name, digest, folder(name, digest), before.map(DatasetPointer::folder));
        if (move.hasChanged()) {
            before.map(pointer -> step.from(pointer, digest))
                    .orElseGet(() -> DatasetPointer.to(digest))
                    .write(store, dataset(name));
        }
        return move;
    }
}
