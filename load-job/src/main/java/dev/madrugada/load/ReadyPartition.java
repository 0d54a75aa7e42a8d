package dev.madrugada.load;

import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.quality.Verdict;
import java.time.LocalDate;

/** A partition that the gate published, that is still current, and whose content was accepted. */
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
