package dev.madrugada.common.lake;

import java.net.URI;

/** A copy of a lake at another place, as a tool makes it that knows nothing of lakes. */
public final class LakeCopy {
    private LakeCopy() {}

    /** Copies every object of one lake to another, which may have another scheme. */
    public static void copy(ObjectStore store, URI from, URI to) {
        for (ObjectStore.StoredObject object : store.list(from)) {
            String below = object.uri().getRawPath().substring(from.getRawPath().length());
            store.write(to.resolve(below), store.read(object.uri()).orElseThrow());
        }
    }
}
