package dev.madrugada.formats;

import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.Partition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** A Delta log to which each night has added a day of one file, without saved states. */
final class LogOfDays {
    private static final LocalDate FIRST = LocalDate.of(2010, 1, 1);

    private LogOfDays() {}

    static void write(TestTable table, int entries) {
        FormatTable format = table.formatTable();
        DeltaLog log = DeltaLog.of(table.store(), format);
        for (int version = 0; version < entries; version++) {
            Manifest day = manifest(format, FIRST.plusDays(version));
            DeltaEntry entry = new DeltaEntry(format, Instant.now());
            entry.describeCommit("night-" + version, version - 1, List.of(day));
            if (version == 0) {
                entry.createTable(DeltaSchema.of(format.columns()));
            }
            entry.add(day, day.files().get(0));
            if (!log.create(version, entry.actions())) {
                throw new IllegalStateException("version " + version + " exists");
            }
        }
    }

    private static Manifest manifest(FormatTable format, LocalDate date) {
        Partition day = new Partition(format.partitionColumn(), date);
        return new Manifest(
                Manifest.VERSION,
                "orders",
                day,
                1,
                "night",
                Instant.now(),
                format.table().runFolder(day, "run-night-1"),
                List.of(new Manifest.DataFile("part-0.parquet", 3, 4, "sha256:0")),
                Map.of("id", new Manifest.ColumnFigures(0, "1", "9")),
                Digest.parse("rows-" + date),
                null);
    }
}
