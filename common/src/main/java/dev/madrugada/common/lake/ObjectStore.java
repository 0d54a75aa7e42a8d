package dev.madrugada.common.lake;

import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The port to the storage of the lake: S3 or a file system. An implementation is thread-safe, and a reader sees every
 * finished write at once (S3 has been strongly consistent since December 2020).
 *
 * <p>Errors: {@code SinkUnavailable} if a later attempt may succeed; {@code InputMissing}, naming the URI, if a bucket
 * or a permission is missing.
 */
public interface ObjectStore {
    /** The object's bytes; empty if the object does not exist. For small objects: manifests, records, contracts. */
    Optional<byte[]> read(URI object);

    /** Writes the object or replaces it. A reader sees either the old or the new content, never a part. */
    void write(URI object, byte[] content);

    /**
     * Creates the object only if it does not exist. If several callers do so at once, exactly one gets true.
     *
     * @return false if the object existed already; its content stays unchanged
     */
    boolean create(URI object, byte[] content);

    /** Every object whose URI starts with the folder's URI, in the order of their names. */
    List<StoredObject> list(URI folder);

    /**
     * Passes every object to the visitor whose URI starts with the prefix, which may end inside a name. The order is
     * undefined. At most one page of the listing is in memory, so a prefix may have any number of objects.
     */
    default void visit(URI prefix, Consumer<StoredObject> visitor) {
        list(prefix).forEach(visitor);
    }

    /** Deletes the objects; objects that do not exist are ignored. */
    void delete(Collection<URI> objects);

    /**
     * An object in a listing.
     *
     * @param version changes whenever the object's content does: S3's ETag without quotes; null if the store has none
     */
    record StoredObject(
            URI uri, long bytes, Instant modified, @Nullable String version) {
        /** An object in a store that has no versions. */
        public StoredObject(URI uri, long bytes, Instant modified) {
            this(uri, bytes, modified, null);
        }

        /**
         * Whether a listing of the folder shows the object as content. What begins with {@code _} or {@code .}, or lies
         * in a folder below it that does, is something else: files that are still written, a tool's own. {@code _x=1} is
         * a partition. This is the rule of Spark and Hadoop.
         *
         * @see <a
         *     href="https://github.com/apache/spark/blob/v3.5.6/core/src/main/scala/org/apache/spark/util/HadoopFSUtils.scala">
         *     shouldFilterOutPathName</a>
         */
        public boolean isContentOf(URI folder) {
            String below = uri.getPath().substring(folder.getPath().length());
            for (String name : below.split("/", -1)) {
                if (name.startsWith(".") || (name.startsWith("_") && name.indexOf('=') < 0)) {
                    return false;
                }
            }
            return true;
        }
    }
}
