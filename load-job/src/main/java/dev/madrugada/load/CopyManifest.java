package dev.madrugada.load;

import dev.madrugada.common.json.Json;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.ObjectStore;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The list of files that COPY reads, so that it lists no folder and a missing file is an error.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/loading-data-files-using-manifest.html">manifests; COPY
 *     of Parquet needs content_length</a>
 */
record CopyManifest(Manifest published) {
    /** Writes it under the generation's own name: what lies there already is the same. */
    URI write(ObjectStore store, LakeLayout layout) {
        URI uri = layout.copyManifest(published.dataset(), published.day(), "generation-" + published.generation());
        store.write(uri, json());
        return uri;
    }

    byte[] json() {
        List<Map<String, Object>> entries = published.files().stream()
                .map(file -> {
                    Map<String, Object> entry = new LinkedHashMap<>();
                    entry.put("url", published.location().resolve(file.path()).toString());
                    entry.put("mandatory", true);
                    entry.put("meta", Map.of("content_length", file.bytes()));
                    return entry;
                })
                .toList();
        return Json.write(Map.of("entries", entries));
    }
}
