package dev.madrugada.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.WarehouseTable;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.warehouse.Identifier;
import dev.madrugada.warehouse.TableName;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The statements of a table with columns that are SUPER in the warehouse. */
class SuperColumnsTest {
    private static final List<Column> COLUMNS = List.of(
            new Column("id", ColumnType.parse("bigint")),
            new Column("tags", ColumnType.parse("array<varchar(8)>")),
            new Column("extra", ColumnType.parse("json")));
    private static final TargetTable TARGET = new TargetTable(
            TableName.of(new WarehouseTable("public", "visits")), COLUMNS, new Identifier("visited_on"));

    private static final TableName STAGING = TableName.of(new WarehouseTable("public", "staging"));

    private final StagingTable staging = new StagingTable(STAGING, COLUMNS);

    @Test
    void copiesNestedColumnsToSuperAndJsonToText() {
        assertThat(staging.create())
                .hasToString("CREATE TABLE \"public\".\"staging\" (\"id\" BIGINT, \"tags\" SUPER, \"extra\""
                        + " VARCHAR(65535))");
        assertThat(staging.copy(
                        URI.create("s3://lake/a.manifest"), new CopyRole("arn:aws:iam::123456789012:role/copy")))
                .hasToString("COPY \"public\".\"staging\" FROM 's3://lake/a.manifest' IAM_ROLE"
                        + " 'arn:aws:iam::123456789012:role/copy' FORMAT AS PARQUET SERIALIZETOJSON MANIFEST");
    }

    @Test
    void parsesJsonOnTheWayToTheTarget() {
        assertThat(TARGET.createIfAbsent())
                .hasToString("CREATE TABLE IF NOT EXISTS \"public\".\"visits\" (\"id\" BIGINT, \"tags\" SUPER,"
                        + " \"extra\" SUPER, \"visited_on\" DATE)");
        assertThat(TARGET.insert(LocalDate.of(2001, 1, 2), staging))
                .hasToString("INSERT INTO \"public\".\"visits\" (\"id\", \"tags\", \"extra\", \"visited_on\") SELECT"
                        + " \"id\", \"tags\", JSON_PARSE(\"extra\"), DATE '2001-01-02' FROM \"public\".\"staging\"");
    }

    @Test
    void onlyNestedColumnsAreSerialized() {
        StagingTable texts = new StagingTable(STAGING, List.of(COLUMNS.get(0), COLUMNS.get(2)));

        assertThat(texts.copy(URI.create("s3://lake/a.manifest"), new CopyRole("arn:aws:iam::123456789012:role/copy"))
                        .text())
                .endsWith("FORMAT AS PARQUET MANIFEST");
    }

    @Test
    void requiresSuperInTheTable() {
        FakeWarehouse warehouse = catalog("bigint", "super", "super");
        assertThat(new TargetColumns(warehouse, TARGET).altered()).isEmpty();
        assertThat(warehouse.asked()).hasSize(1);

        FakeWarehouse texts = catalog("bigint", "super", "character varying");
        assertThatThrownBy(() -> new TargetColumns(texts, TARGET).altered())
                .hasMessage("DataContractViolation: public.visits: columns of another type than the contract's: extra"
                        + " (character varying instead of SUPER); nested and json columns are SUPER in the warehouse,"
                        + " and no other column is; nothing was loaded; rename these columns of the table (alter table"
                        + " public.visits rename column … to …), add them with the contract's type, and run the nights"
                        + " again whose days need them; or give the contract's columns other names");
    }

    @Test
    void namesAColumnThatIsSuperInTheTableOnly() {
        FakeWarehouse warehouse = catalog("super", "super", "super");
        Fault refused = Fault.of(ErrorCode.DataContractViolation)
                .at("warehouse")
                .what("the statement failed")
                .because("SQLState 42804")
                .fix("compare the columns");

        assertThat(new MismatchedColumns(warehouse, TARGET).named(refused.exception()))
                .hasMessageContaining("id (super instead of BIGINT)");
    }

    /** A catalog with these types of the columns id, tags and extra. */
    private static FakeWarehouse catalog(String id, String tags, String extra) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        rows.add(Arrays.asList("id", id, null, 64L, 0L));
        rows.add(Arrays.asList("tags", tags, null, null, null));
        rows.add(Arrays.asList("extra", extra, null, null, null));
        return new FakeWarehouse().answering("SELECT column_name", () -> List.copyOf(rows));
    }
}
