package dev.madrugada.common.lake;

import dev.madrugada.common.lake.ObjectStore.StoredObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The result of comparing a manifest with one listing of its folder: whether each listed file exists with the listed
 * size. The files' bytes are not read; they were read back and compared before the publication.
 *
 * @param damaged files that are missing or have another size, in the manifest's order
 */
record ListedFiles(Manifest manifest, List<Damaged> damaged) {
    /**
     * A file that is missing or has another size.
     *
     * @param found the file's size in the store; empty if the file does not exist
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
        // The map's keys are paths and not URIs: one file may be listed as file:/ and as file:///.
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
