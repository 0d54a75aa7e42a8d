package dev.madrugada.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.WarehouseTable;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableDdlTest {
    private static final List<Column> COLUMNS = List.of(
            new Column("order", ColumnType.parse("bigint")), new Column("city", ColumnType.parse("varchar(64)")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "bigint | BIGINT",
                "integer | INTEGER",
                "double | DOUBLE PRECISION",
                "decimal(10,2) | DECIMAL(10, 2)",
                "boolean | BOOLEAN",
                "varchar(65535) | VARCHAR(65535)",
                "timestamp | TIMESTAMP",
                "date | DATE",
                "json | SUPER",
                "array<varchar(9)> | SUPER",
                "map<varchar(9),date> | SUPER",
                "struct<a:integer,\"b c\":array<double>> | SUPER",
            })
    void mapsTypesToRedshift(String contract, String redshift) {
        assertThat(TableDdl.type(ColumnType.parse(contract))).isEqualTo(redshift);
    }

    @Test
    void quotesEveryName() {
        TableName table = TableName.of(new WarehouseTable("public", "orders"));

        assertThat(TableDdl.createIfAbsent(table, COLUMNS).text())
                .isEqualTo("CREATE TABLE IF NOT EXISTS \"public\".\"orders\" (\"order\" BIGINT, \"city\" VARCHAR(64))");
        assertThat(TableDdl.create(table, COLUMNS).text())
                .isEqualTo("CREATE TABLE \"public\".\"orders\" (\"order\" BIGINT, \"city\" VARCHAR(64))");
        assertThat(TableDdl.dropIfExists(table).text()).isEqualTo("DROP TABLE IF EXISTS \"public\".\"orders\"");
        assertThat(TableDdl.names(COLUMNS)).isEqualTo("\"order\", \"city\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Flights", "a\"; DROP TABLE x; --", "1st", "größe", "a.b"})
    void rejectsInvalidNames(String name) {
        assertThatThrownBy(() -> new Identifier(name)).hasMessageContaining("is not a valid warehouse name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"it's", "a\\b", "a\nb"})
    void rejectsLiteralsThatNeedEscaping(String text) {
        assertThatThrownBy(() -> Literal.of(text)).hasMessageContaining("a literal with a quote");
    }

    @Test
    void writesLiterals() {
        assertThat(Literal.of(LocalDate.of(2001, 1, 2))).hasToString("DATE '2001-01-02'");
        assertThat(Literal.of(URI.create("s3://lake/a%20b.manifest"))).hasToString("'s3://lake/a%20b.manifest'");
    }
}
