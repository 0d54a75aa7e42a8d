package dev.madrugada.formats;

import static dev.madrugada.formats.TestTable.COLUMNS;
import static dev.madrugada.formats.TestTable.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Manifest;
import io.delta.kernel.Operation;
import io.delta.kernel.Table;
import io.delta.kernel.Transaction;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.utils.CloseableIterable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why Delta Kernel does not commit: two runs that replace one partition from the same version, with Kernel and without. */
@Tag("thorough")
class DeltaKernelIT {
    private static final List<String> FIRST = List.of("old");

    @TempDir
    private Path folder;

    private FormatTable table =
            new FormatTable(new LakeLayout(URI.create("file:///none/")).curated("orders"), COLUMNS, "day");
    private DeltaLog log = DeltaLog.of(new FileObjectStore(), table);

    @BeforeEach
    void createTable() {
        LakeTable onDisk = new LakeLayout(folder.toUri()).curated("orders");
        table = new FormatTable(onDisk, COLUMNS, "day");
        log = DeltaLog.of(new FileObjectStore(), table);
        DeltaEntry entry = new DeltaEntry(table, Instant.now());
        entry.describeCommit("old", -1, List.of(manifest("old")));
        entry.createTable(DeltaSchema.of(table.columns()));
        entry.add(manifest("old"), manifest("old").files().get(0));
        assertThat(log.create(0, entry.actions())).isTrue();
    }

    @Test
    void kernelLetsBothReplacementsStand() throws Exception {
        Engine engine = DefaultEngine.create(new Configuration());
        Transaction a = transaction(engine);
        Transaction b = transaction(engine);
        List<ObjectNode> replacementOfA = replacement("a");
        List<ObjectNode> replacementOfB = replacement("b");

        long versionOfA = a.commit(engine, rows(engine, replacementOfA)).getVersion();
        long versionOfB = b.commit(engine, rows(engine, replacementOfB)).getVersion();

        assertThat(versionOfA).isEqualTo(1);
        assertThat(versionOfB).isEqualTo(2);
        assertThat(filesOfMonday()).as("every row of the day stands twice").hasSize(2);
    }

    @Test
    void oneOfTwoEntriesStands() {
        List<ObjectNode> a = replacement("a");
        List<ObjectNode> b = replacement("b");

        assertThat(log.create(1, a)).isTrue();
        assertThat(log.create(1, b)).isFalse();
        assertThat(filesOfMonday()).hasSize(1);
    }

    private Transaction transaction(Engine engine) {
        return Table.forPath(engine, table.root().toString())
                .createTransactionBuilder(engine, "test", Operation.WRITE)
                .build(engine);
    }

    private Set<URI> filesOfMonday() {
        return log.snapshot().files(table).getOrDefault(MONDAY, Set.of());
    }

    /** Removes the first file and adds another. */
    private List<ObjectNode> replacement(String runId) {
        DeltaEntry entry = new DeltaEntry(table, Instant.now());
        log.snapshot().adds().values().stream()
                .filter(add -> FIRST.stream().anyMatch(add.path("path").asText()::contains))
                .forEach(entry::remove);
        entry.add(manifest(runId), manifest(runId).files().get(0));
        assertThat(entry.actions()).hasSize(2);
        return entry.actions();
    }

    private Manifest manifest(String runId) {
        return new Manifest(
                Manifest.VERSION,
                "orders",
                MONDAY,
                1,
                runId,
                Instant.now(),
                table.table().runFolder(MONDAY, "run-" + runId + "-1"),
                List.of(new Manifest.DataFile("part-0.parquet", 3, 4, "sha256:0")),
                Map.of(),
                Digest.parse(runId),
                null);
    }

    /** The actions as Kernel's rows, parsed by Kernel itself. */
    private static CloseableIterable<Row> rows(Engine engine, List<ObjectNode> actions) throws Exception {
        List<String> lines = actions.stream().map(DeltaLog::line).toList();
        List<Row> rows = new ArrayList<>();
        try (var parsed = engine.getJsonHandler()
                .parseJson(new Texts(lines), SingleAction.FULL_SCHEMA, Optional.empty())
                .getRows()) {
            parsed.forEachRemaining(rows::add);
        }
        return CloseableIterable.inMemoryIterable(
                io.delta.kernel.internal.util.Utils.toCloseableIterator(rows.iterator()));
    }

    private record Texts(List<String> texts) implements ColumnVector {
        @Override
        public DataType getDataType() {
            return StringType.STRING;
        }

        @Override
        public int getSize() {
            return texts.size();
        }

        @Override
        public void close() {}

        @Override
        public boolean isNullAt(int row) {
            return false;
        }

        @Override
        public String getString(int row) {
            return texts.get(row);
        }
    }
}
