package dev.madrugada.aws.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.contract.ColumnType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HiveTypeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "bigint | bigint",
                "integer | int",
                "double | double",
                "decimal(10,2) | decimal(10,2)",
                "boolean | boolean",
                "varchar(9) | string",
                "timestamp | timestamp",
                "date | date",
                "json | string",
                "array<varchar(9)> | array<string>",
                "map<varchar(9),array<integer>> | map<string,array<int>>",
                "struct<a:integer,b_2:struct<c:date>> | struct<a:int,b_2:struct<c:date>>",
            })
    void writesTypesInHivesSyntax(String contract, String hive) {
        assertThat(HiveType.of(ColumnType.parse(contract))).contains(hive);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "struct<\"odd name\":integer>",
                "struct<\"a:b\":integer>",
                "array<struct<\"a.b\":integer>>",
                "map<varchar(9),struct<\"größe\":integer>>",
            })
    void leavesOutNamesThatHiveCannotWrite(String contract) {
        assertThat(HiveType.of(ColumnType.parse(contract))).isEmpty();
    }

    @Test
    void leavesOutNamesThatDifferByCaseOnly() {
        ColumnType integer = ColumnType.of(ColumnType.Kind.INTEGER);
        ColumnType twice =
                ColumnType.structOf(List.of(new ColumnType.Part("id", integer), new ColumnType.Part("ID", integer)));

        assertThat(HiveType.of(twice)).isEmpty();
    }
}
