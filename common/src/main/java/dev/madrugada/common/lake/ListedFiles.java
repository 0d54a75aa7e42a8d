package dev.madrugada.common.lake;

import dev.madrugada.common.lake.ObjectStore.StoredObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Whether the files that a manifest lists are there, each with its size: one listing of the manifest's folder. Their
 * bytes are not read again; they were read back and compared before publication.
 *
 * @param damaged files that are missing or have another size, in the manifest's order
 */
record ListedFiles(Manifest manifest, List<Damaged> damaged) {
    /**
     * A file that is not as listed.
     *
     * @param found its size in the store; empty if it is not there
     */
    record Damaged(Manifest.DataFile file, OptionalLong found) {
        @Override
        public String toString() {
            return file.path() + " is "
                    + (found.isPresent() ? "there with " + found.getAsLong() + " bytes" : "not there");
        }
    }

    static ListedFiles of(Manifest manifest, ObjectStore store) {
        if (manifest.files().isEmpty()) {
            return new ListedFiles(manifest, List.of());
        }
        // By path: the same file may be written file:/ and file:///.
        Map<String, Long> sizes = store.list(manifest.location()).stream()
                .collect(Collectors.toMap(object -> object.uri().getPath(), StoredObject::bytes));
        return new ListedFiles(
                manifest,
                manifest.files().stream()
                        .flatMap(file -> damage(manifest, file, sizes).stream())
                        .toList());
    }

    private static Optional<Damaged> damage(Manifest manifest, Manifest.DataFile file, Map<String, Long> sizes) {
        Long found = sizes.get(manifest.location().resolve(file.path()).getPath());
        if (found == null) {
            return Optional.of(new Damaged(file, OptionalLong.empty()));
        }
        return found == file.bytes() ? Optional.empty() : Optional.of(new Damaged(file, OptionalLong.of(found)));
    }

    boolean areThere() {
        return damaged.isEmpty();
    }

    @Override
    public String toString() {
        return "of generation " + manifest.generation() + " below " + manifest.location() + " "
                + (areThere() ? "all is there" : damaged.toString());
    }
}
