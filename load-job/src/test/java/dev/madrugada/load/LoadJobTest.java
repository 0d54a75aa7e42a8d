package dev.madrugada.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.contract.WarehouseTable;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.InMemoryObjectStore;
import dev.madrugada.common.lake.LakeCopy;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.quality.Release;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.quality.Verdicts;
import dev.madrugada.common.run.RunFolder;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.run.StageRun;
import dev.madrugada.common.run.WarehouseDay;
import dev.madrugada.common.spark.JobContext;
import dev.madrugada.warehouse.TableName;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadJobTest {
    private static final LocalDate FIRST = LocalDate.of(2001, 1, 1);
    private static final LocalDate SECOND = LocalDate.of(2001, 1, 2);
    private static final String LEDGER = "\"public\".\"madrugada_loads\"";
    private static final String TARGET = "\"public\".\"visits\"";
    private static final String STAGING_TABLES = "SELECT table_name FROM information_schema.tables WHERE table_schema ="
            + " 'public' AND table_name LIKE 'madrugada_staging_%'";
    private static final String OTHERS =
            "SELECT DISTINCT \"dataset\" FROM " + LEDGER + " WHERE \"target_table\" = ? AND \"dataset\" <> ?";
    private static final String STAGING = "\"public\".\"STAGING\"";
    private static final String ENTRY =
            "\"dataset\", \"partition_day\", \"generation\", \"content_digest\", \"row_count\", \"run_id\", \"loaded_at\","
                    + " \"target_table\"";
    private static final String OF_TARGET = " WHERE \"dataset\" = ? AND \"target_table\" = ?";
    private static final String LEDGERS_COLUMN =
            "SELECT count(*) FROM information_schema.columns WHERE table_schema = ?"
                    + " AND table_name = ? AND column_name = ?";

    private static final String COLUMNS_OF_TARGET = "SELECT column_name, coalesce(domain_name, data_type),"
            + " character_maximum_length, numeric_precision, numeric_scale FROM information_schema.columns WHERE"
            + " table_schema = 'public' AND table_name = 'visits' ORDER BY ordinal_position";

    private final InMemoryObjectStore store = new InMemoryObjectStore(Night.CLOCK);
    private final Night night = new Night(store);
    private final FakeWarehouse warehouse = new FakeWarehouse();
    private final Manifest day = Night.manifest(
            SECOND,
            4,
            2,
            new Manifest.DataFile("a.parquet", 3, 30, "-"),
            new Manifest.DataFile("b.parquet", 2, 20, "-"));

    @BeforeEach
    void aNightWithOneDay() {
        night.gated(night.evaluated(night.published(day), Verdict.Status.PASSED));
        warehouse.answering("SELECT count(*), count(", 5L, 5L, 5L, 3L).answering("SELECT count(*) FROM " + TARGET, 5L);
        warehouse.answering(LEDGERS_COLUMN, 1L);
    }

    @Test
    void copiesAndChecksADayAndThenReplacesItInOneTransactionThatBeginsWithTheLedgersLock() {
        StageRun.Result result = load();

        assertThat(asked())
                .containsExactly(
                        "BEGIN",
                        "CREATE TABLE IF NOT EXISTS " + LEDGER + " (\"dataset\" VARCHAR(127), \"partition_day\" DATE,"
                                + " \"generation\" BIGINT, \"content_digest\" VARCHAR(255), \"row_count\" BIGINT,"
                                + " \"run_id\" VARCHAR(127), \"loaded_at\" TIMESTAMP, \"target_table\" VARCHAR(127))",
                        "CREATE TABLE IF NOT EXISTS " + TARGET + " (\"visit_id\" BIGINT, \"visited_at\" TIMESTAMP,"
                                + " \"city\" VARCHAR(8), \"visited_on\" DATE)",
                        "COMMIT",
                        COLUMNS_OF_TARGET,
                        LEDGERS_COLUMN,
                        STAGING_TABLES,
                        "SELECT " + ENTRY + " FROM " + LEDGER + OF_TARGET
                                + " AND \"partition_day\" = DATE '2001-01-02'",
                        "CREATE TABLE " + STAGING
                                + " (\"visit_id\" BIGINT, \"visited_at\" TIMESTAMP, \"city\" VARCHAR(8))",
                        "COPY " + STAGING
                                + " FROM 's3://lake/night/loads/visits/visited_on=2001-01-02/generation-4.manifest'"
                                + " IAM_ROLE 'arn:aws:iam::123456789012:role/copy' FORMAT AS PARQUET MANIFEST",
                        "SELECT count(*), count(\"visit_id\"), count(\"visited_at\"), count(\"city\") FROM " + STAGING,
                        "BEGIN",
                        "LOCK TABLE " + LEDGER,
                        OTHERS,
                        "SELECT " + ENTRY + " FROM " + LEDGER + OF_TARGET
                                + " AND \"partition_day\" = DATE '2001-01-02'",
                        "DELETE FROM " + TARGET + " WHERE \"visited_on\" = DATE '2001-01-02'",
                        "INSERT INTO " + TARGET + " (\"visit_id\", \"visited_at\", \"city\", \"visited_on\") SELECT"
                                + " \"visit_id\", \"visited_at\", \"city\", DATE '2001-01-02' FROM " + STAGING,
                        "SELECT count(*) FROM " + TARGET + " WHERE \"visited_on\" = DATE '2001-01-02'",
                        "DELETE FROM " + LEDGER + " WHERE \"dataset\" = ? AND (\"target_table\" = ? OR"
                                + " \"target_table\" IS NULL) AND \"partition_day\" = DATE '2001-01-02'",
                        "INSERT INTO " + LEDGER + " (" + ENTRY + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        "COMMIT",
                        "DROP TABLE IF EXISTS " + STAGING);
        RunRecord done = result.runRecord();
        assertThat(done.counts()).containsOnly(Map.entry("loaded", 5L), Map.entry("published", 5L));
        assertThat(done.outputs()).singleElement().isInstanceOfSatisfying(WarehouseDay.class, output -> {
            assertThat(output.table()).isEqualTo("public.visits");
            assertThat(output.partition()).hasToString("visited_on=2001-01-02");
            assertThat(output.generation()).isEqualTo(4);
            assertThat(output.rows()).isEqualTo(5);
        });
        assertThat(done.inputs())
                .containsOnlyKeys(
                        "code",
                        "contract",
                        "curated/visited_on=2001-01-02",
                        "verdict/visited_on=2001-01-02",
                        "warehouse");
    }

    @Test
    void listsEveryFileForCopyWithItsLength() {
        load();

        assertThat(store.read(Night.LAYOUT.copyManifest("visits", day.partition(), "generation-4")))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).replaceAll("\\s", ""))
                .contains("""
                        {"entries":[\
                        {"url":"s3://lake/night/curated/visits/visited_on=2001-01-02/run-4/a.parquet",\
                        "mandatory":true,"meta":{"content_length":30}},\
                        {"url":"s3://lake/night/curated/visits/visited_on=2001-01-02/run-4/b.parquet",\
                        "mandatory":true,"meta":{"content_length":20}}]}""");
    }

    @Test
    void emptiesADayThatHasNoRowsAnyMoreWithoutCopy() {
        night.gated(night.evaluated(night.published(Night.manifest(SECOND, 5, 0)), Verdict.Status.PASSED));
        warehouse.answering("SELECT count(*) FROM " + TARGET, 0L);

        StageRun.Result result = load();

        assertThat(warehouse.asked()).noneMatch(sql -> sql.startsWith("COPY") || sql.startsWith("CREATE TABLE \""));
        assertThat(warehouse.asked().subList(8, warehouse.asked().size()))
                .extracting(sql -> sql.replaceFirst(" .*", ""))
                .containsExactly("BEGIN", "LOCK", "SELECT", "SELECT", "DELETE", "SELECT", "DELETE", "INSERT", "COMMIT");
        assertThat(result.runRecord().count("loaded")).isZero();
    }

    @Test
    void refusesADayThatAnotherRunPublishedWhileItWaitedForTheLock() {
        warehouse.answering("LOCK", () -> {
            night.published(Night.manifest(SECOND, 5, 7));
            return List.of();
        });

        assertThatThrownBy(this::load)
                .hasMessageStartingWith(
                        "PublicationConflict: curated/visits visited_on=2001-01-02: generation 5 is published");
        assertThat(asked().subList(asked().lastIndexOf("BEGIN"), asked().size()))
                .doesNotContain("COMMIT")
                .noneMatch(sql -> sql.startsWith("INSERT INTO \"public\".\"madrugada_loads\""))
                .endsWith("ROLLBACK", "DROP TABLE IF EXISTS " + STAGING);
    }

    @Test
    void leavesADayThatTheLedgerKnowsAsItIs() {
        ledgerSays(4, day.content().text());

        StageRun.Result result = load();

        assertThat(warehouse.asked())
                .noneMatch(sql -> sql.startsWith("COPY") || sql.startsWith("DELETE") || sql.startsWith("LOCK"));
        assertThat(result.runRecord().count("loaded")).isEqualTo(5);
    }

    @Test
    void loadsADayAgainIfTheTargetLostRowsOrTheContentIsAnotherOrItIsForced() {
        ledgerSays(4, day.content().text());
        warehouse.answering("SELECT count(*) FROM " + TARGET, 4L);
        assertThatThrownBy(this::load).hasMessageContaining("the target holds 4 rows");
        assertThat(copies()).isEqualTo(1);

        warehouse.answering("SELECT count(*) FROM " + TARGET, 5L);
        load("--force", "true");
        assertThat(copies()).isEqualTo(1);

        ledgerSays(3, "rows:before");
        load("--force");
        assertThat(copies()).isEqualTo(1);
    }

    @Test
    void isSkippedWhileTheLedgerAndTheTargetStand() {
        load();
        ledgerSays(4, day.content().text());
        warehouse.forget();

        assertThat(load().disposition()).isEqualTo(StageRun.Disposition.SKIPPED);
        assertThat(warehouse.asked()).hasSize(3).allMatch(sql -> sql.startsWith("SELECT"));
        assertThat(warehouse.opened()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://other/copy/", "file:///a%20copy/"})
    void isSkippedInACopyOfTheLakeAndLoadsOnlyFromS3(String copy) {
        load();
        ledgerSays(4, day.content().text());
        LakeCopy.copy(store, Night.LAKE, URI.create(copy));
        store.delete(store.list(Night.LAKE).stream()
                .map(ObjectStore.StoredObject::uri)
                .toList());

        assertThat(load(in(copy)).disposition()).isEqualTo(StageRun.Disposition.SKIPPED);
        if (copy.startsWith("file:")) {
            assertThatThrownBy(() -> load(in(copy, "--force")))
                    .hasMessageStartingWith("InvalidArguments: --lake " + copy + ": the warehouse cannot read it");
        } else {
            assertThat(load(in(copy, "--force")).disposition()).isEqualTo(StageRun.Disposition.DONE);
        }
    }

    private static LoadArguments in(String lake, String... more) {
        Stream<String> words = Stream.concat(
                Night.options("run-8", "madrugada/warehouse").stream()
                        .map(word -> word.equals(Night.LAKE.toString()) ? lake : word),
                Stream.of(more));
        return LoadArguments.parse(words.toArray(String[]::new));
    }

    @Test
    void isNotSkippedIfTheLedgerIsGone() {
        load();
        warehouse.answering("SELECT \"dataset\"", () -> {
            warehouse.answering("SELECT \"dataset\"", List::of);
            throw Fault.of(ErrorCode.InputMissing)
                    .at("ledger")
                    .what("no such table")
                    .because("42P01")
                    .fix("create it")
                    .exception();
        });

        assertThat(load().disposition()).isEqualTo(StageRun.Disposition.DONE);
    }

    @Test
    void addsTheTargetToALedgerThatKnowsNone() {
        warehouse.answering(LEDGERS_COLUMN, 0L);

        load();

        assertThat(warehouse.asked().subList(5, 11))
                .containsExactly(
                        LEDGERS_COLUMN,
                        "BEGIN",
                        "LOCK TABLE " + LEDGER,
                        LEDGERS_COLUMN,
                        "ALTER TABLE " + LEDGER + " ADD COLUMN \"target_table\" VARCHAR(127)",
                        "COMMIT");
    }

    @Test
    void refusesATableThatAnotherDatasetLoads() {
        warehouse.answering("SELECT DISTINCT", "guests");

        assertThatThrownBy(this::load)
                .hasMessageStartingWith(
                        "InvalidContract: visits: warehouse.table: the dataset guests loads" + " public.visits too; ");
        assertThat(asked())
                .noneMatch(sql -> sql.startsWith("DELETE"))
                .endsWith(OTHERS, "ROLLBACK", "DROP TABLE IF EXISTS " + STAGING);
    }

    @Test
    void dropsItsStagingTableIfCopyLoadedAnotherNumberOfRows() {
        warehouse.answering("SELECT count(*), count(", 4L, 4L, 4L, 2L);

        assertThatThrownBy(this::load)
                .hasMessage("ConservationViolated: visits visited_on=2001-01-02 into public.visits: the staging table"
                        + " holds 4 rows of the day and 5 are published; rows were lost, doubled or shifted on the way;"
                        + " everything was rolled back; run the load again; if it comes back, compare the files with the"
                        + " manifest");
        assertThat(asked())
                .endsWith("DROP TABLE IF EXISTS " + STAGING)
                .noneMatch(sql -> sql.startsWith("DELETE") || sql.startsWith("LOCK"));
    }

    @Test
    void dropsItsStagingTableIfAColumnHasOtherNullsThanInTheLake() {
        warehouse.answering("SELECT count(*), count(", 5L, 5L, 3L, 5L);

        assertThatThrownBy(this::load)
                .hasMessageStartingWith("ConservationViolated")
                .hasMessageContaining("column visited_at has 2 nulls in the staging table and 0 in the lake");
        assertThat(asked()).endsWith("DROP TABLE IF EXISTS " + STAGING).noneMatch(sql -> sql.startsWith("LOCK"));
    }

    @Test
    void leavesNoRecordAfterACommitThatNobodyAnswered() {
        warehouse.answering("COMMIT", () -> {
            if (copies(warehouse.asked()) == 0) {
                return List.of();
            }
            throw Fault.of(ErrorCode.CommitOutcomeUnknown)
                    .at("warehouse")
                    .what("lost")
                    .because("08006")
                    .fix("again")
                    .exception();
        });

        assertThatThrownBy(this::load).hasMessageStartingWith("CommitOutcomeUnknown");
        assertThat(store.read(RunFolder.of(Night.LAYOUT, "visits", Night.DATE)
                        .recordOf(dev.madrugada.common.run.StageName.LOAD)))
                .isEmpty();
    }

    @Test
    void createsTheTablesAgainIfAnotherLoadWasCreatingThem() {
        warehouse.answering("CREATE TABLE IF NOT EXISTS " + TARGET, () -> {
            warehouse.answering("CREATE TABLE IF NOT EXISTS " + TARGET, List::of);
            throw Fault.of(ErrorCode.WarehouseConflict)
                    .at("warehouse")
                    .what("exists")
                    .because("42P07")
                    .fix("again")
                    .exception();
        });

        assertThat(load().disposition()).isEqualTo(StageRun.Disposition.DONE);
        assertThat(warehouse.asked().subList(3, 5)).containsExactly("ROLLBACK", "BEGIN");
    }

    @Test
    void refusesAPartitionThatDidNotPass() {
        night.evaluated(day, Verdict.Status.FAILED);

        assertThatThrownBy(this::load)
                .hasMessageStartingWith("QualityGateFailed: visits visited_on=2001-01-02: generation 4 did not pass:"
                        + " RowCount > 0");
        assertThat(warehouse.asked()).isEmpty();
    }

    @Test
    void takesADayBackThatAnotherRunPublishedWhileItWasInserted() {
        warehouse.answering("INSERT", () -> {
            night.published(Night.manifest(SECOND, 5, 7));
            return List.of();
        });

        assertThatThrownBy(this::load)
                .hasMessageStartingWith(
                        "PublicationConflict: curated/visits visited_on=2001-01-02: generation 5 is published");
        assertThat(warehouse.asked())
                .filteredOn(sql -> sql.startsWith("INSERT"))
                .hasSize(1);
        assertThat(asked()).endsWith("ROLLBACK", "DROP TABLE IF EXISTS " + STAGING);
    }

    @Test
    void refusesAPartitionWithoutAVerdictOnThisContent() {
        store.delete(List.of(Night.LAYOUT.verdict("visits", day.partition(), day.content())));

        assertThatThrownBy(this::load).hasMessageStartingWith("InputMissing").hasMessageContaining("other content");
        assertThat(warehouse.asked()).isEmpty();
    }

    @Test
    void refusesAPartitionThatAnotherRunPublishedMeanwhile() {
        night.evaluated(night.published(Night.manifest(SECOND, 5, 0)), Verdict.Status.PASSED);

        assertThatThrownBy(this::load)
                .hasMessageStartingWith("PublicationConflict: curated/visits visited_on=2001-01-02: generation 5 is"
                        + " published, and the night's record lists 4");
    }

    @Test
    void refusesADayThatTheGateDidNotPublish() {
        assertThatThrownBy(() -> load("--date", "2001-01-09")).hasMessageContaining("--date is given twice");
        store.delete(List.of(
                RunFolder.of(Night.LAYOUT, "visits", Night.DATE).recordOf(dev.madrugada.common.run.StageName.GATE)));

        assertThatThrownBy(this::load).hasMessageStartingWith("InputMissing").hasMessageContaining("gate.json");
    }

    @Test
    void refusesFilesWithAColumnThatTheContractDoesNotHave() {
        Map<String, Manifest.ColumnFigures> columns = new LinkedHashMap<>();
        columns.put("visit_id", new Manifest.ColumnFigures(0, null, null));
        columns.put("guests", new Manifest.ColumnFigures(0, null, null, "integer"));
        night.gated(night.evaluated(night.published(withColumns(columns)), Verdict.Status.PASSED));

        assertThatThrownBy(this::load)
                .hasMessageStartingWith("DataContractViolation: visits visited_on=2001-01-02: its files have the"
                        + " columns [visit_id, guests] and the contract has [visit_id, visited_at, city]");
    }

    /** The day was published before the contract got visited_at, when city was shorter and came first. */
    @Test
    void loadsADayOfAnEarlierContractByItsOwnColumns() {
        Map<String, Manifest.ColumnFigures> columns = new LinkedHashMap<>();
        columns.put("city", new Manifest.ColumnFigures(2, null, null, "varchar(4)"));
        columns.put("visit_id", new Manifest.ColumnFigures(0, null, null, "bigint"));
        night.gated(night.evaluated(night.published(withColumns(columns)), Verdict.Status.PASSED));
        warehouse.answering("SELECT count(*), count(", 5L, 3L, 5L);

        load();

        assertThat(warehouse.asked())
                .extracting(sql -> sql.replaceAll("madrugada_staging_[0-9a-z_]+", "STAGING"))
                .contains(
                        "CREATE TABLE " + STAGING + " (\"city\" VARCHAR(4), \"visit_id\" BIGINT)",
                        "INSERT INTO " + TARGET + " (\"city\", \"visit_id\", \"visited_on\") SELECT \"city\","
                                + " \"visit_id\", DATE '2001-01-02' FROM " + STAGING);
    }

    private Manifest withColumns(Map<String, Manifest.ColumnFigures> columns) {
        return new Manifest(
                Manifest.VERSION,
                "visits",
                day.partition(),
                5,
                "run-1",
                Instant.EPOCH,
                day.location(),
                day.files(),
                columns,
                new Digest("rows:other"),
                null);
    }

    @Test
    void loadsEveryDayOfTheNight() {
        Manifest earlier = Night.manifest(FIRST, 2, 2, new Manifest.DataFile("c.parquet", 5, 50, "-"));
        night.gated(night.evaluated(night.published(earlier), Verdict.Status.PASSED), day);

        StageRun.Result result = load();

        assertThat(warehouse.asked()).filteredOn("COMMIT"::equals).hasSize(3);
        assertThat(result.runRecord().count("loaded")).isEqualTo(10);
        assertThat(result.runRecord().warehouseDays())
                .extracting(output -> output.partition().toString())
                .containsExactly("visited_on=2001-01-01", "visited_on=2001-01-02");
    }

    @Test
    void loadsContentThatWasReleasedAgainstAFailedRule() {
        night.evaluated(day, Verdict.Status.FAILED);
        Verdicts verdicts = new Verdicts(store, Night.LAYOUT);
        verdicts.release(Release.of(verdicts.require(day), "ada", "a public holiday", Instant.EPOCH));

        assertThat(load().runRecord().count("loaded")).isEqualTo(5);
    }

    @Test
    void dropsTheStagingTablesOfDeadRuns() {
        StagingTables own = StagingTables.of(TableName.of(new WarehouseTable("public", "visits")), "visits", "run-7");
        StagingTables other = StagingTables.of(TableName.of(new WarehouseTable("public", "visits")), "visits", "run-8");
        String ownDead = name(own.next(List.of(), Instant.now()));
        String otherRunning = name(other.next(List.of(), Instant.now()));
        String otherDead = name(other.next(List.of(), Instant.now().minus(Duration.ofHours(25))));
        warehouse.answering(
                "SELECT table_name",
                () -> List.of(
                        List.of(ownDead),
                        List.of(otherRunning),
                        List.of(otherDead),
                        List.of("madrugada_staging_of_somebody")));

        load();

        assertThat(warehouse.asked())
                .contains(
                        "DROP TABLE IF EXISTS \"public\".\"" + ownDead + "\"",
                        "DROP TABLE IF EXISTS \"public\".\"" + otherDead + "\"")
                .noneMatch(sql -> sql.contains(otherRunning) || sql.contains("of_somebody"));
    }

    @Test
    void aStagingTableThatCannotBeDroppedDoesNotFailTheLoad() {
        warehouse.answering("DROP", () -> {
            throw Fault.of(ErrorCode.InputMissing)
                    .at("warehouse")
                    .what("must be owner")
                    .because("42501")
                    .fix("nothing")
                    .exception();
        });

        assertThat(load().runRecord().count("loaded")).isEqualTo(5);
    }

    private static String name(StagingTable table) {
        return table.name().table().name();
    }

    /** The statements, with the same name for every staging table. */
    private List<String> asked() {
        return warehouse.asked().stream()
                .map(sql -> sql.replaceAll("madrugada_staging_\\d{12}_[0-9a-f]{8}_[0-9a-f]{8}", "STAGING"))
                .toList();
    }

    /** The number of COPY statements since the last call; clears the list of statements. */
    private long copies() {
        long copies = copies(warehouse.asked());
        warehouse.forget();
        return copies;
    }

    private static long copies(List<String> asked) {
        return asked.stream().filter(sql -> sql.startsWith("COPY")).count();
    }

    private void ledgerSays(long generation, String content) {
        warehouse.answering(
                "SELECT \"dataset\"", "visits", SECOND, generation, content, 5L, "run-1", Instant.EPOCH, "visits");
    }

    private StageRun.Result load(String... more) {
        return load(Night.arguments(more));
    }

    private StageRun.Result load(LoadArguments arguments) {
        JobContext context = new JobContext(
                () -> {
                    throw new AssertionError("the load needs no session");
                },
                Night.CLOCK,
                Map.of());
        try (LoadStage stage = LoadStage.of(arguments, context, store, statement -> warehouse.open())) {
            return context.stageRun(arguments.stage(), store).run(stage);
        }
    }
}
