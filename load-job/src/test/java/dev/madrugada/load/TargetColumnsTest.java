package dev.madrugada.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.WarehouseTable;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.warehouse.Identifier;
import dev.madrugada.warehouse.TableName;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TargetColumnsTest {
    private static final TargetTable TARGET = new TargetTable(
            TableName.of(new WarehouseTable("public", "visits")),
            List.of(
                    new Column("visit_id", ColumnType.parse("bigint")),
                    new Column("city", ColumnType.parse("varchar(64)")),
                    new Column("guests", ColumnType.parse("bigint"))),
            new Identifier("visited_on"));
    private static final String CATALOG = "SELECT column_name";

    private final FakeWarehouse warehouse = new FakeWarehouse();

    @Test
    void eachStatementIsOnItsOwn() {
        columns(List.of(row("visit_id", "bigint", null), row("city", "character varying", 8L)));

        assertThat(new TargetColumns(warehouse, TARGET).altered()).isEmpty();

        assertThat(warehouse.asked().subList(1, warehouse.asked().size()))
                .containsExactly(
                        "ALTER TABLE \"public\".\"visits\" ALTER COLUMN \"city\" TYPE VARCHAR(64)",
                        "ALTER TABLE \"public\".\"visits\" ADD COLUMN \"guests\" BIGINT");
    }

    @Test
    void aNumberIsLeftToPeople() {
        columns(List.of(row("visit_id", "bigint", null), row("city", "text", null), row("guests", "integer", null)));

        assertThat(new TargetColumns(warehouse, TARGET).altered())
                .containsOnlyKeys("columns-left-to-people")
                .extractingByKey("columns-left-to-people")
                .asString()
                .startsWith("ALTER TABLE \"public\".\"visits\" ADD COLUMN \"guests_new\" BIGINT; UPDATE ")
                .endsWith("RENAME COLUMN \"guests_new\" TO \"guests\";");
        assertThat(warehouse.asked()).hasSize(1);
    }

    @Test
    void aTableThatTheLoginCannotSeeIsLeftAsItIs() {
        assertThat(new TargetColumns(warehouse, TARGET).altered()).isEmpty();
        assertThat(warehouse.asked()).hasSize(1);
    }

    /** Two loads of one table begin at once: both find the column missing, and one adds it. */
    @Test
    void aChangeThatAnotherLoadMadeMeanwhileIsNoError() {
        columns(List.of(row("visit_id", "bigint", null), row("city", "text", null)));
        warehouse.answering("ALTER", () -> {
            columns(List.of(row("visit_id", "bigint", null), row("city", "text", null), row("guests", "bigint", null)));
            throw refused();
        });

        assertThatCode(() -> new TargetColumns(warehouse, TARGET).altered()).doesNotThrowAnyException();
    }

    @Test
    void aRefusedStatementSaysWhatToDo() {
        columns(List.of(
                row("visit_id", "bigint", null), row("city", "character varying", 8L), row("guests", "bigint", null)));
        warehouse.answering("ALTER", () -> {
            throw refused();
        });

        assertThatThrownBy(() -> new TargetColumns(warehouse, TARGET).altered())
                .hasMessage(
                        "InternalError: public.visits: the table could not be altered: the statement failed; city is"
                                + " varchar(8) in the table and varchar(64) in the contract; SQLState 0A000; nothing was loaded;"
                                + " execute it as the table's owner, after dropping views that depend on the column, and run the"
                                + " night again: ALTER TABLE \"public\".\"visits\" ALTER COLUMN \"city\" TYPE VARCHAR(64)");
    }

    private void columns(List<List<@Nullable Object>> rows) {
        warehouse.answering(CATALOG, () -> rows);
    }

    private static List<@Nullable Object> row(String name, String type, @Nullable Long length) {
        return Arrays.asList(name, type, length, type.equals("integer") ? 32L : null, null);
    }

    private static RuntimeException refused() {
        return Fault.of(ErrorCode.InternalError)
                .at("warehouse")
                .what("the statement failed")
                .because("SQLState 0A000")
                .fix("see the log")
                .exception();
    }
}
