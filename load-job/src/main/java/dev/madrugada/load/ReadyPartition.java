package dev.madrugada.load;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.schema.PublishedColumns;
import java.time.LocalDate;
import java.util.List;

/** A partition that the gate published, that is still current, and whose content was accepted. */
record ReadyPartition(Manifest manifest, Verdict verdict) {
    LocalDate day() {
        return manifest.partition().day();
    }

    long rows() {
        return manifest.rows();
    }

    /** The columns of the files, in their order; the contract's types stand in for types that the manifest lacks. */
    List<Column> columns(List<Column> contract) {
        return PublishedColumns.of(manifest).typed(contract);
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
