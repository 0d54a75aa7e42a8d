package dev.madrugada.common.quality;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.json.Json;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.Partition;
import java.net.URI;
import java.util.Optional;

/** The verdicts of a lake: {@code quality/<dataset>/<partition>/verdict.json}, the last one of each. */
public final class Verdicts {
    private final ObjectStore store;
    private final LakeLayout layout;

    public Verdicts(ObjectStore store, LakeLayout layout) {
        this.store = store;
        this.layout = layout;
    }

    public Optional<Verdict> find(String dataset, Partition partition) {
        URI uri = layout.verdict(dataset, partition);
        return store.read(uri).map(bytes -> Json.read(bytes, Verdict.class, uri.toString()));
    }

    /** The verdict on a generation's content; InputMissing if there is none, or only one on other content. */
    public Verdict require(Manifest curated) {
        Optional<Verdict> found = find(curated.dataset(), curated.partition());
        return found.filter(verdict -> verdict.isAbout(curated))
                .orElseThrow(() -> Fault.of(ErrorCode.InputMissing)
                        .at(layout.verdict(curated.dataset(), curated.partition())
                                .toString())
                        .what(
                                found.isEmpty()
                                        ? "there is no verdict on this partition"
                                        : "the verdict is on other content than generation " + curated.generation()
                                                + " has")
                        .because("the quality job has not run since the partition was published")
                        .fix("run the night again: it starts at the first stage that does not stand")
                        .exception());
    }

    /** Replaces the partition's verdict. */
    public void publish(Verdict verdict) {
        store.write(layout.verdict(verdict.dataset(), verdict.partition()), Json.write(verdict));
    }
}
