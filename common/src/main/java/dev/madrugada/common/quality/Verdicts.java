package dev.madrugada.common.quality;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.json.Json;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.Generation;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.Partition;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The verdicts of a lake: {@code quality/<dataset>/<partition>/<content digest>.json}, the last one on each content.
 * {@code verdict.json} beside them is a copy of the latest, for people. A verdict on other content says nothing about
 * what is published.
 */
public final class Verdicts {
    private final ObjectStore store;
    private final LakeLayout layout;

    public Verdicts(ObjectStore store, LakeLayout layout) {
        this.store = store;
        this.layout = layout;
    }

    /** The last verdict on this content of the partition. */
    public Optional<Verdict> find(String dataset, Partition partition, Digest content) {
        return verdict(layout.verdict(dataset, partition, content));
    }

    /** The verdict on the content of the manifest; InputMissing if there is none. */
    public Verdict require(Manifest curated) {
        return find(curated.dataset(), curated.partition(), curated.content())
                .filter(verdict -> verdict.isAbout(curated))
                .orElseThrow(() -> missing(curated));
    }

    private RuntimeException missing(Manifest curated) {
        boolean hasOther =
                verdict(layout.verdict(curated.dataset(), curated.partition())).isPresent();
        return Fault.of(ErrorCode.InputMissing)
                .at(layout.verdict(curated.dataset(), curated.partition(), curated.content())
                        .toString())
                .what(
                        hasOther
                                ? "the verdicts on this partition are on other content than generation "
                                        + curated.generation() + " has"
                                : "there is no verdict on this partition")
                .because("the quality job has not run since the partition was staged")
                .fix("run the night again: it starts at the first stage that is not up to date")
                .exception();
    }

    private Optional<Verdict> verdict(URI uri) {
        return store.read(uri).map(bytes -> Json.read(bytes, Verdict.class, uri.toString()));
    }

    /** Replaces the verdict on this content, and the copy of the latest. */
    public void publish(Verdict verdict) {
        byte[] json = Json.write(verdict);
        store.write(layout.verdict(verdict.dataset(), verdict.partition(), verdict.content()), json);
        store.write(layout.verdict(verdict.dataset(), verdict.partition()), json);
    }

    /** Every verdict on content with this digest, whatever its partition. */
    public List<Verdict> find(String dataset, Digest content) {
        URI folder = layout.verdicts(dataset);
        return store.list(folder).stream()
                .map(ObjectStore.StoredObject::uri)
                .filter(uri -> partitionOf(folder, uri)
                        .filter(partition -> samePath(uri, layout.verdict(dataset, partition, content)))
                        .isPresent())
                .flatMap(uri -> verdict(uri).stream())
                .toList();
    }

    private static boolean samePath(URI one, URI other) {
        return one.getPath().equals(other.getPath());
    }

    private static Optional<Partition> partitionOf(URI folder, URI object) {
        String below = object.getPath().substring(folder.getPath().length());
        int slash = below.indexOf('/');
        return slash < 0 ? Optional.empty() : Optional.of(Partition.parse(below.substring(0, slash)));
    }

    /** The release of this generation; empty if nobody released it. */
    public Optional<Release> release(String dataset, Generation curated) {
        URI uri = layout.release(dataset, curated.partition(), curated.content());
        return store.read(uri)
                .map(bytes -> Json.read(bytes, Release.class, uri.toString()))
                .filter(release -> release.isOf(curated));
    }

    /**
     * Extends a generation's release, if it has one, to the next generation. Call it before files of the generation are
     * merged: their content stays the same, so the release has to stay too.
     */
    public void keepRelease(String dataset, Generation rewritten) {
        release(dataset, rewritten)
                .map(given -> given.rewrittenAfter(rewritten))
                .ifPresent(this::release);
    }

    /** Saves a release; it replaces an earlier one of the same content. */
    public void release(Release release) {
        store.write(layout.release(release.dataset(), release.partition(), release.content()), Json.write(release));
    }
}
