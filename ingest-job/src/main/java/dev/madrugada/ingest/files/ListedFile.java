package dev.madrugada.ingest.files;

import dev.madrugada.common.lake.ObjectStore.StoredObject;
import dev.madrugada.common.lake.ShardSpan;
import java.io.Serializable;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FileStatus;
import org.jspecify.annotations.Nullable;

/**
 * A file as it was listed.
 *
 * @param etag null if the store has none
 * @param arrivedAt when its records arrived
 */
record ListedFile(
        URI uri, long bytes, Instant modified, @Nullable String etag, Instant arrivedAt, Content content)
        implements Serializable {
    /** What a file holds. */
    enum Content {
        RECORDS,
        /** Records that were refused before they reached the files. */
        REFUSED
    }

    static ListedFile of(StoredObject object, Instant arrivedAt, Content content) {
        return new ListedFile(object.uri(), object.bytes(), object.modified(), object.version(), arrivedAt, content);
    }

    /** Changes whenever the content does. */
    String version() {
        return etag == null ? bytes + "-" + modified.toEpochMilli() : etag;
    }

    /** The span before anything was read. */
    ShardSpan span() {
        return new ShardSpan(uri.toString(), null, null, null, version(), 0, 0);
    }

    /** Whether the file's status now is that of the listing. */
    boolean isUnchanged(FileStatus now) {
        Optional<String> tag = now instanceof EtagSource tagged
                ? Optional.ofNullable(tagged.getEtag()).map(text -> text.replace("\"", ""))
                : Optional.empty();
        boolean isSameVersion = (etag == null || tag.isEmpty())
                ? isSameTime(now.getModificationTime())
                : tag.get().equals(etag);
        return isSameVersion && now.getLen() == bytes;
    }

    /** S3 gives the time of an object in milliseconds in some answers, and in seconds in others. */
    private boolean isSameTime(long millis) {
        return "file".equals(uri.getScheme())
                ? modified.toEpochMilli() == millis
                : modified.getEpochSecond() == Math.floorDiv(millis, 1000L);
    }
}
