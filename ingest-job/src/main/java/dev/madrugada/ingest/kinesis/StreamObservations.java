package dev.madrugada.ingest.kinesis;

import dev.madrugada.common.json.Json;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.ObjectStore.StoredObject;
import dev.madrugada.kinesis.stream.StreamSummary;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * The observations of a dataset's stream in the lake: {@code raw/<dataset>/_source/<time>-<run>.json}, one object for
 * each run, created and never replaced. Each contains what the earlier ones show, so a run reads the last few: more than
 * one, because runs at the same time do not see each other.
 */
final class StreamObservations {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int TIME_LENGTH = TIME.format(Instant.EPOCH).length();
    private static final int READ = 8;

    /** Older ones are deleted: nights of almost three years, or 41 days of hourly runs. */
    private static final int KEPT = 1_000;

    private final ObjectStore store;
    private final URI folder;

    StreamObservations(ObjectStore store, LakeTable raw) {
        this.store = store;
        this.folder = raw.root().resolve("_source/");
    }

    /**
     * Adds what a run saw of the stream, and returns what all runs until then saw. Later observations are ignored: they
     * exist only if the clock of a local run is set to an earlier time.
     */
    RetentionHistory observe(StreamSummary stream, Instant at, String runId) {
        List<StoredObject> all = store.list(folder);
        List<URI> until = all.stream()
                .map(StoredObject::uri)
                .filter(uri -> isUntil(uri, at))
                .toList();
        List<StreamObservation> earlier = until.subList(Math.max(0, until.size() - READ), until.size()).stream()
                .map(this::read)
                .toList();
        RetentionHistory history = RetentionHistory.of(earlier, stream, at, runId);
        String name = TIME.format(at) + "-" + runId;
        byte[] json = Json.write(history.now());
        boolean isCreated = store.create(folder.resolve(name + ".json"), json);
        for (int again = 2; !isCreated; again++) {
            isCreated = store.create(folder.resolve(name + "-" + again + ".json"), json);
        }
        if (all.size() > KEPT) {
            store.delete(all.subList(0, all.size() - KEPT).stream()
                    .map(StoredObject::uri)
                    .toList());
        }
        return history;
    }

    private StreamObservation read(URI uri) {
        return Json.read(store.read(uri).orElseThrow(), StreamObservation.class, uri.toString());
    }

    private static boolean isUntil(URI uri, Instant at) {
        String path = uri.getPath();
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.length() > TIME_LENGTH && name.substring(0, TIME_LENGTH).compareTo(TIME.format(at)) <= 0;
    }
}
