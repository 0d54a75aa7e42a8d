package dev.madrugada.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.WarehouseTable;
import dev.madrugada.warehouse.TableAlteration.Way;
import dev.madrugada.warehouse.TableColumns.ActualColumn;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableAlterationTest {
    private static final TableName TABLE = TableName.of(new WarehouseTable("shop", "orders"));

    @Test
    void addsAColumnThatTheTableLacks() {
        assertThat(between("id", new ActualColumn("bigint", null, 64L, 0L), "city", "varchar(8)"))
                .singleElement()
                .satisfies(alteration -> {
                    assertThat(alteration.way()).isEqualTo(Way.BY_LOAD);
                    assertThat(alteration.statements())
                            .extracting(SqlStatement::text)
                            .containsExactly("ALTER TABLE \"shop\".\"orders\" ADD COLUMN \"city\" VARCHAR(8)");
                });
    }

    @Test
    void lengthensAText() {
        assertThat(between("city", new ActualColumn("character varying", 8L, null, null), "city", "varchar(64)"))
                .singleElement()
                .satisfies(alteration -> {
                    assertThat(alteration.way()).isEqualTo(Way.BY_LOAD);
                    assertThat(alteration.reason())
                            .isEqualTo("city is varchar(8) in the table and varchar(64) in the contract");
                    assertThat(alteration.statements())
                            .extracting(SqlStatement::text)
                            .containsExactly("ALTER TABLE \"shop\".\"orders\" ALTER COLUMN \"city\" TYPE VARCHAR(64)");
                });
    }

    @Test
    void leavesANumbersReplacementToPeople() {
        assertThat(between("pieces", new ActualColumn("integer", null, 32L, 0L), "pieces", "bigint"))
                .singleElement()
                .satisfies(alteration -> {
                    assertThat(alteration.way()).isEqualTo(Way.BY_HAND);
                    assertThat(alteration.reason())
                            .startsWith(
                                    "pieces is integer in the table and bigint in the contract; Redshift alters only");
                    assertThat(alteration.statements())
                            .extracting(SqlStatement::text)
                            .containsExactly(
                                    "ALTER TABLE \"shop\".\"orders\" ADD COLUMN \"pieces_new\" BIGINT",
                                    "UPDATE \"shop\".\"orders\" SET \"pieces_new\" = \"pieces\"",
                                    "ALTER TABLE \"shop\".\"orders\" DROP COLUMN \"pieces\"",
                                    "ALTER TABLE \"shop\".\"orders\" RENAME COLUMN \"pieces_new\" TO \"pieces\"");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "numeric | 9  | 2 | decimal(12,2) | true",
                "numeric | 12 | 2 | decimal(12,3) | true",
                "numeric | 12 | 2 | decimal(9,2)  | false",
                "numeric | 12 | 2 | decimal(12,2) | false",
                "numeric | 18 | 4 | decimal(12,2) | false",
                "numeric |    |   | decimal(38,6) | false",
                "double precision | 53 | | decimal(9,2) | false",
                "smallint | 16 | 0 | integer      | true",
                "smallint | 16 | 0 | bigint       | true",
                "bigint   | 64 | 0 | integer      | false",
                "date     |    |   | timestamp    | false",
            })
    void replacesANumberOnlyIfTheTableLacksDigits(
            String type, @Nullable Long precision, @Nullable Long scale, String contract, boolean isReplaced) {
        assertThat(between("n", new ActualColumn(type, null, precision, scale), "n", contract))
                .hasSize(isReplaced ? 1 : 0);
    }

    @Test
    void leavesATableAloneThatTakesMore() {
        assertThat(between("city", new ActualColumn("character varying", 99L, null, null), "city", "varchar(64)"))
                .isEmpty();
        assertThat(between("city", new ActualColumn("text", null, null, null), "city", "varchar(64)"))
                .isEmpty();
        assertThat(between("tags", new ActualColumn("super", null, null, null), "tags", "array<varchar(4)>"))
                .isEmpty();
    }

    @Test
    void aCopiedColumnsNameIsAlwaysValid() {
        String longest = "a".repeat(63);

        assertThat(TableDdl.replaceColumn(TABLE, column(longest, "bigint"))
                        .get(0)
                        .text())
                .contains("\"" + "a".repeat(59) + "_new\"");
        assertThat(TableDdl.setAside(TABLE, column(longest, "date")))
                .extracting(SqlStatement::text)
                .containsExactly(
                        "ALTER TABLE \"shop\".\"orders\" RENAME COLUMN \"" + longest + "\" TO \"" + "a".repeat(59)
                                + "_old\"",
                        "ALTER TABLE \"shop\".\"orders\" ADD COLUMN \"" + longest + "\" DATE");
    }

    private static List<TableAlteration> between(String name, ActualColumn actual, String contract, String type) {
        return TableAlteration.between(TABLE, new TableColumns(Map.of(name, actual)), List.of(column(contract, type)));
    }

    private static Column column(String name, String type) {
        return new Column(name, ColumnType.parse(type));
    }
}
