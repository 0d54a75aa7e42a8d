package dev.madrugada.common.lake;

import dev.madrugada.common.lake.ObjectStore.StoredObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Whether the files that a manifest lists are there, each with its size: one listing of the manifest's folder. Their
 * bytes are not read again; that they are what was written was proved when they were read back before publication.
 */
record ListedFiles(Manifest manifest, List<String> damaged) {
    static ListedFiles of(Manifest manifest, ObjectStore store) {
        if (manifest.files().isEmpty()) {
            return new ListedFiles(manifest, List.of());
        }
        // By path: the same file may be written file:/ and file:///.
        Map<String, Long> there = store.list(manifest.location()).stream()
                .collect(Collectors.toMap(object -> object.uri().getPath(), StoredObject::bytes));
        return new ListedFiles(
                manifest,
                manifest.files().stream()
                        .filter(file -> !Long.valueOf(file.bytes())
                                .equals(there.get(
                                        manifest.location().resolve(file.path()).getPath())))
                        .map(Manifest.DataFile::path)
                        .toList());
    }

    boolean areThere() {
        return damaged.isEmpty();
    }

    @Override
    public String toString() {
        return "of generation " + manifest.generation() + " below " + manifest.location() + " "
                + (areThere() ? "all is there" : damaged + " are lost or of another size");
    }
}
