package dev.madrugada.common.dataset;

import java.net.URI;
import java.util.Optional;

/**
 * The result of moving a dataset's pointer.
 *
 * @param folder the URI of the folder that is current now
 * @param before the digest of the folder that was current before; empty if there was none. The same digest means that
 *     nothing has changed
 */
public record PointerMove(String dataset, String digest, URI folder, Optional<String> before) {
    /** Whether new nights take another folder than before. */
    public boolean hasChanged() {
        return !before.equals(Optional.of(digest));
    }
}
