package dev.madrugada.load;

import dev.madrugada.common.json.Json;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.ObjectStore.StoredObject;
import dev.madrugada.common.lake.Retention;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The list of files that COPY reads, so that it lists no folder and a missing file is an error.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/loading-data-files-using-manifest.html">manifests; COPY
 *     of Parquet needs content_length</a>
 */
record CopyManifest(Manifest published) {
    private static final Pattern NAME = Pattern.compile(".*/generation-(\\d{1,18})\\.manifest");

    /** Writes the manifest under the generation's number. An existing manifest of that name has the same content. */
    URI write(ObjectStore store, LakeLayout layout) {
        URI uri =
                layout.copyManifest(published.dataset(), published.partition(), "generation-" + published.generation());
        store.write(uri, json());
        return uri;
    }

    /**
     * Deletes the partition's lists that no COPY can still be reading: all but those that
     * {@link Retention#GENERATIONS} keeps.
     */
    void collectOlder(ObjectStore store, LakeLayout layout) {
        Instant now = Instant.now(Clock.systemUTC());
        URI folder = layout.copyManifest(published.dataset(), published.partition(), "any")
                .resolve(".");
        store.delete(store.list(folder).stream()
                .filter(object -> generation(object.uri()) > 0)
                .sorted(Comparator.comparing((StoredObject object) -> generation(object.uri()))
                        .reversed())
                .skip(Retention.GENERATIONS.newest())
                .filter(object -> !Retention.GENERATIONS.isYoung(object.modified(), now))
                .map(StoredObject::uri)
                .toList());
    }

    /** The generation's number in the manifest's name; 0 if the URI is not such a manifest's. */
    private static long generation(URI list) {
        Matcher name = NAME.matcher(list.getPath());
        return name.matches() ? Long.parseLong(name.group(1)) : 0;
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
