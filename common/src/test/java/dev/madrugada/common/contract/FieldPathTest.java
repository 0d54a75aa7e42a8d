package dev.madrugada.common.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.contract.FieldPath.Element;
import dev.madrugada.common.contract.FieldPath.Field;
import dev.madrugada.common.contract.FieldPath.Index;
import dev.madrugada.common.contract.FieldPath.Position;
import dev.madrugada.common.contract.FieldPath.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {
    @Test
    void readsNamesElementsAndTheCurrentRow() {
        assertThat(path("geometry.coordinates[0]"))
                .containsExactly(new Field("geometry"), new Field("coordinates"), new Index(0));
        assertThat(path("items[-1].sku")).containsExactly(new Field("items"), new Index(-1), new Field("sku"));
        assertThat(path("a[2][10]")).containsExactly(new Field("a"), new Index(2), new Index(10));
        assertThat(path("items[].sku")).containsExactly(new Field("items"), new Element(), new Field("sku"));
        assertThat(path("items[#]")).containsExactly(new Field("items"), new Position());
        assertThat(FieldPath.parse("*")).isEqualTo(FieldPath.UNKNOWN_FIELDS);
    }

    @Test
    void readsQuotedNames() {
        assertThat(path("\"geo.lat\".x")).containsExactly(new Field("geo.lat"), new Field("x"));
        assertThat(path("a.\"say \"\"hi\"\"\"[0]"))
                .containsExactly(new Field("a"), new Field("say \"hi\""), new Index(0));
        assertThat(path("\"*\"")).containsExactly(new Field("*"));
        assertThat(path("\"\"")).containsExactly(new Field(""));
    }

    @Test
    void readsBlanksAndDollarSignsWithoutQuotes() {
        assertThat(path("first name.$oid")).containsExactly(new Field("first name"), new Field("$oid"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a.",
                ".a",
                "a..b",
                "$.a",
                "$a[]b",
                "a.$[",
                "a.*",
                "*.a",
                "[0]",
                "a[",
                "a[]b",
                "a[1",
                "a[01]",
                "a[-0]",
                "a[+1]",
                "a[1.0]",
                "a[*]",
                "a[9999999999]",
                "\"a",
                "\"a\"b",
                "a\"b\"",
                "a]"
            })
    void refusesOtherTexts(String text) {
        assertThatThrownBy(() -> FieldPath.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("it is not a path of field names separated by dots: ");
    }

    @ParameterizedTest
    @CsvSource({"a,a,true", "a.b,a,true", "a,a.b,false", "ab,a,false", "a[0],a,true", "a[0],a[1],false"})
    void tellsWhetherAPathLeadsIntoAnother(String path, String other, boolean expected) {
        assertThat(FieldPath.parse(path).startsWith(FieldPath.parse(other))).isEqualTo(expected);
    }

    @Test
    void readsItsOwnTextAgain() {
        long seed = Long.getLong("madrugada.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            FieldPath path = randomPath(random);
            assertThat(FieldPath.parse(path.toString()))
                    .as("-Dmadrugada.seed=%d", seed)
                    .isEqualTo(path);
        }
    }

    private static FieldPath randomPath(Random random) {
        List<Step> steps = new ArrayList<>(List.of(field(random)));
        if (random.nextInt(5) == 0) {
            steps = new ArrayList<>(List.of(new FieldPath.Whole(), new Element()));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            steps.add(
                    switch (random.nextInt(5)) {
                        case 0 -> new Index(random.nextInt(21) - 10);
                        case 1 -> new Element();
                        case 2 -> new Position();
                        default -> field(random);
                    });
        }
        return new FieldPath(steps);
    }

    private static Field field(Random random) {
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            name.append("ab.[]\"*$# \u00e9".charAt(random.nextInt(11)));
        }
        return new Field(name.toString());
    }

    private static List<Step> path(String text) {
        return FieldPath.parse(text).steps();
    }
}
