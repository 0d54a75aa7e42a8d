package dev.madrugada.common.lake;

import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The port to whatever holds the lake: S3, or a file system. An implementation is safe for use by several threads
 * and sees its own writes at once (S3 has been strongly consistent since December 2020).
 *
 * <p>Errors: {@code SinkUnavailable} for what a later try may mend; {@code InputMissing} where a bucket or a
 * permission is missing, naming the URI.
 */
public interface ObjectStore {
    /** The object's bytes, or empty if there is none. For small objects: manifests, records, contracts. */
    Optional<byte[]> read(URI object);

    /** Puts the object, replacing one that is there; a reader sees the old or the new, never a part. */
    void write(URI object, byte[] content);

    /**
     * Puts the object only if there is none: of several callers at once exactly one gets true.
     *
     * @return false if there was one already, whose content stays untouched
     */
    boolean create(URI object, byte[] content);

    /** Every object whose URI starts with the folder's, in the order of their names. */
    List<StoredObject> list(URI folder);

    /** Deletes the objects; those that aren't there are passed over. */
    void delete(Collection<URI> objects);

    /** An object as a listing shows it. */
    record StoredObject(URI uri, long bytes, Instant modified) {
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
