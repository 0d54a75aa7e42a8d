package dev.madrugada.load;

import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.quality.Verdict;
import java.time.LocalDate;

/** A partition that transform published, that is still current, and that quality passed. */
record ReadyPartition(Manifest manifest, Verdict verdict) {
    LocalDate day() {
        return manifest.partition().day();
    }

    long rows() {
        return manifest.rows();
    }

    /** As a run record's input: another generation or content is another load. */
    String identity() {
        return manifest.generation() + " " + manifest.content();
    }

    @Override
    public String toString() {
        return manifest.dataset() + " " + manifest.partition();
    }
}
