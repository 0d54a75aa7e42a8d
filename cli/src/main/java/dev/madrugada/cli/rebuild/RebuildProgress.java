package dev.madrugada.cli.rebuild;

import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.json.Json;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.ObjectStore;
import java.net.URI;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The days that a rebuild has made again: {@code runs/<dataset>/rebuild.json}. It counts only for the contract and the
 * lookups with which they were made. A rebuild that has made all its days deletes it.
 *
 * @param version the version of this format
 * @param contract digest of what transform reads of the contract
 * @param lookups digest of the lookups' files
 * @param days arrival days, in order
 */
record RebuildProgress(int version, Digest contract, Digest lookups, List<LocalDate> days) {
    private static final int VERSION = 1;

    RebuildProgress {
        days = List.copyOf(days);
    }

    /** No day. */
    static RebuildProgress none(DatasetFolder folder) {
        return new RebuildProgress(VERSION, folder.transformDigest(), folder.lookupsDigest(), List.of());
    }

    /** What an earlier rebuild with the same contract and lookups has done. */
    static RebuildProgress read(ObjectStore store, LakeLayout layout, DatasetFolder folder) {
        RebuildProgress none = none(folder);
        URI uri = uri(layout, folder);
        return store.read(uri)
                .map(bytes -> Json.read(bytes, RebuildProgress.class, uri.toString()))
                .filter(earlier -> earlier.version == VERSION
                        && earlier.contract.equals(none.contract)
                        && earlier.lookups.equals(none.lookups))
                .orElse(none);
    }

    static URI uri(LakeLayout layout, DatasetFolder folder) {
        return layout.root().resolve("runs/" + folder.contract().dataset() + "/rebuild.json");
    }

    NavigableSet<LocalDate> made() {
        return Collections.unmodifiableNavigableSet(new TreeSet<>(days));
    }

    RebuildProgress with(LocalDate day) {
        NavigableSet<LocalDate> all = new TreeSet<>(days);
        all.add(day);
        return new RebuildProgress(version, contract, lookups, List.copyOf(all));
    }
}
