package dev.madrugada.common.contract;

import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.ObjectStore;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * The folders of a published dataset: {@code datasets/<name>/<digest>/}. The digest is the SHA-256 of {@link
 * DatasetFolder#digest()} in hexadecimal digits, so a folder's content never changes under its name.
 */
public final class PinnedFolder {
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");
    private static final String ALGORITHM = "sha256:";

    private PinnedFolder() {}

    /** Whether a text is the name of such a folder. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** The name of the folder with this digest. */
    public static String name(Digest digest) {
        return digest.text().substring(ALGORITHM.length());
    }

    /** Whether a folder's URI, which ends in a slash, ends in such a name. */
    public static boolean isPinned(URI folder) {
        return isName(lastSegment(folder));
    }

    /** The URI without the digest: that of the dataset, whose pointer a new night reads. */
    public static URI dataset(URI folder) {
        return isPinned(folder) ? folder.resolve("..") : folder;
    }

    /**
     * The folder that a reader of the URI takes: the one that the dataset's pointer names, or the URI itself if it is
     * pinned already or has no pointer.
     */
    static URI resolve(ObjectStore store, URI folder) {
        if (isPinned(folder)) {
            return folder;
        }
        return DatasetPointer.find(store, folder)
                .map(pointer -> folder.resolve(pointer.folder() + "/"))
                .orElse(folder);
    }

    /** The last segment of a folder's URI, without its slash. */
    public static String lastSegment(URI folder) {
        String path = folder.getPath().replaceAll("/+$", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
