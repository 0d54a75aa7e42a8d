package dev.madrugada.localstack.redshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.localstack.redshift.DuckDbType.Kind;
import dev.madrugada.localstack.redshift.DuckDbType.Part;
import java.util.List;
import org.junit.jupiter.api.Test;

class DuckDbTypeTest {
    private static final DuckDbType DATE = plain("DATE");

    @Test
    void parsesPlainTypes() {
        for (String type : List.of("BIGINT", "DECIMAL(10,2)", "TIMESTAMP WITH TIME ZONE")) {
            assertThat(DuckDbType.parse(type)).isEqualTo(plain(type));
        }
    }

    @Test
    void parsesNestedTypes() {
        assertThat(DuckDbType.parse("STRUCT(a DATE, \"b \"\"c\"\", d\" DECIMAL(10,2)[], \"\"\"\" DATE)[]"))
                .isEqualTo(new DuckDbType(
                        Kind.LIST,
                        "",
                        List.of(new Part(
                                "",
                                new DuckDbType(
                                        Kind.STRUCT,
                                        "",
                                        List.of(
                                                new Part("a", DATE),
                                                new Part("b \"c\", d", listOf(plain("DECIMAL(10,2)"))),
                                                new Part("\"", DATE)))))));
        assertThat(DuckDbType.parse("MAP(VARCHAR, DATE[][])"))
                .isEqualTo(new DuckDbType(
                        Kind.MAP, "", List.of(new Part("", plain("VARCHAR")), new Part("", listOf(listOf(DATE))))));
    }

    @Test
    void rejectsOtherText() {
        assertThatThrownBy(() -> DuckDbType.parse("MAP(VARCHAR)")).hasMessage("not a DuckDB type: MAP(VARCHAR)");
    }

    private static DuckDbType plain(String name) {
        return new DuckDbType(Kind.PLAIN, name, List.of());
    }

    private static DuckDbType listOf(DuckDbType element) {
        return new DuckDbType(Kind.LIST, "", List.of(new Part("", element)));
    }
}
