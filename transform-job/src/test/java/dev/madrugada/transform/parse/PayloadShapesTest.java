package dev.madrugada.transform.parse;

import static dev.madrugada.transform.parse.Shapes.ELEMENT;
import static dev.madrugada.transform.parse.Shapes.POSITION;
import static dev.madrugada.transform.parse.Shapes.path;
import static dev.madrugada.transform.parse.Shapes.shapes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.madrugada.common.contract.Column.Trait;
import dev.madrugada.common.contract.FieldPath;
import dev.madrugada.common.contract.Payload;
import dev.madrugada.common.contract.Payload.InvalidValues;
import dev.madrugada.common.contract.Payload.UnknownFields;
import dev.madrugada.common.contract.SourceColumn.Presence;
import dev.madrugada.transform.Contracts;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadShapesTest {
    private static final Shapes ITEMS = shapes().rows("items")
            .column("bigint", "id")
            .column("varchar(8)", "items", ELEMENT, "sku")
            .required("integer", "items", ELEMENT, "n")
            .column("integer", "items", POSITION);

    @Nested
    class Paths {
        private final Shapes elements =
                shapes().column("double", "xs", 0).column("double", "xs", -1).column("double", "xs", 5);

        @Test
        void elementsAreCountedFromBothEnds() {
            assertThat(values(elements, "{'xs':[1.5,2.5,3.5]}")).containsExactly(1.5, 3.5, null);
            assertThat(values(elements, "{'xs':[1.5]}")).containsExactly(1.5, 1.5, null);
            assertThat(values(elements, "{'xs':[0,1,2,3,4,5]}")).containsExactly(0.0, 5.0, 5.0);
        }

        @ParameterizedTest
        @ValueSource(strings = {"{'xs':[]}", "{'xs':null}", "{}", "{'xs':[null]}"})
        void aMissingElementIsAMissingValue(String payload) {
            assertThat(values(elements, payload)).containsOnlyNulls();
            assertThat(reasons(shapes().required("double", "xs", -1), payload))
                    .containsExactly(tuple(ReasonCode.MissingRequired, "c0", "the value is missing or null"));
        }

        @Test
        void anElementsFieldsAreReadAndItsOtherFieldsAreUnknown() {
            Shapes shapes = shapes().column("bigint", "items", 0, "a").column("bigint", "items", -1, "b");
            assertThat(values(shapes, "{'items':[{'a':1},{'x':[{'y':1}]},{'b':3}]}"))
                    .containsExactly(1L, 3L);
            assertThat(values(shapes, "{'items':[{'a':1,'b':2}]}")).containsExactly(1L, 2L);
            assertThat(reasons(shapes, "{'items':[{'a':1,'other':2},{}]}"))
                    .containsExactly(tuple(ReasonCode.UnknownField, null, "no column reads field 'other' of items[0]"));
        }

        @Test
        void aValueThatIsNotAnArrayInvalidatesTheColumnsBelowIt() {
            assertThat(reasons(elements, "{'xs':{'0':1}}"))
                    .contains(tuple(ReasonCode.TypeMismatch, "c1", "'xs' is not an array"))
                    .hasSize(3);
            assertThat(reasons(shapes().column("bigint", "a", 0, "b"), "{'a':[7]}"))
                    .containsExactly(tuple(ReasonCode.TypeMismatch, "c0", "'a[0]' is not an object"));
        }

        @Test
        void oneValueMayBeReadAsAnArrayByOneColumnAndAsAnObjectByAnother() {
            Shapes shapes = shapes().column("bigint", "a", 0).column("bigint", "a", "b");
            assertThat(reasons(shapes, "{'a':[7]}"))
                    .containsExactly(tuple(ReasonCode.TypeMismatch, "c1", "'a' is not an object"));
            assertThat(reasons(shapes, "{'a':{'b':7}}"))
                    .containsExactly(tuple(ReasonCode.TypeMismatch, "c0", "'a' is not an array"));
        }

        @Test
        void aNameMayHaveDotsBracketsAndQuotes() {
            Shapes shapes = shapes().column("bigint", "a.b", "c[0]\"", "$t");
            assertThat(values(shapes, "{'a.b':{'c[0]\\'':{'$t':1}}}")).containsExactly(1L);
            assertThat(reasons(shapes, "{'a.b':{'c[0]\\'':1}}"))
                    .extracting(reason -> reason.toList().get(2))
                    .containsExactly("'\"a.b\".\"c[0]\"\"\"' is not an object");
        }

        @Test
        void elementsOfArraysInsideArraysAreRead() {
            Shapes shapes = shapes().column("integer", "m", 1, 0).column("integer", "m", -1, -1);
            assertThat(values(shapes, "{'m':[[1,2],[3,4]]}")).containsExactly(3, 4);
        }

        @Test
        void aMalformedArrayIsMalformedAlsoWhereItsLengthIsNeeded() {
            assertThat(reasons(shapes().column("integer", "m", -1), "{'m':[1,2"))
                    .extracting(reason -> reason.toList().get(0))
                    .containsExactly(ReasonCode.MalformedJson);
        }

        @Test
        void columnsWhoseElementNeverOccurredAreNotSeen() {
            PayloadParser parser = new PayloadParser(elements.payload());
            parser.parse("{\"xs\":[1]}".getBytes(StandardCharsets.UTF_8));
            BitSet seen = new BitSet();
            seen.set(0, 2);
            seen.set(3);
            assertThat(parser.seen()).isEqualTo(seen);
        }
    }

    @Nested
    class NestedTypes {
        private final Shapes lines =
                shapes().column("array<struct<sku:varchar(4),price:decimal(6,2),\"odd.name\":boolean>>", "lines");

        @Test
        void arraysStructsAndMapsAreRead() {
            assertThat(values(lines, "{'lines':[{'price':1.5,'sku':'a'},null,{'odd.name':true}]}"))
                    .containsExactly(Arrays.asList(
                            Arrays.asList("a", new BigDecimal("1.50"), null), null, Arrays.asList(null, null, true)));
            assertThat(values(shapes().column("map<varchar(2),array<date>>", "m"), "{'m':{'k':['1970-01-02'],'l':[]}}"))
                    .containsExactly(Map.of("k", List.of(1), "l", List.of()));
            assertThat(values(lines, "{'lines':[]}")).containsExactly(List.of());
            assertThat(values(lines, "{'lines':null}")).containsOnlyNulls();
        }

        @Test
        void aPartThatDoesNotFitIsNamedByItsPathAndMasked() {
            assertThat(parse(lines, "{'lines':[{'sku':'a'},{'sku':'Ab123'}]}").reasons())
                    .containsExactly(new Reason(
                            ReasonCode.TooLong,
                            "c0",
                            "'lines[1].sku': 5 bytes of UTF-8 do not fit into varchar(4)",
                            "Aa999"));
            assertThat(reasons(lines, "{'lines':[{'odd.name':1}]}"))
                    .containsExactly(tuple(
                            ReasonCode.TypeMismatch,
                            "c0",
                            "'lines[0].\"odd.name\"': expected boolean, found a number"));
            assertThat(reasons(lines, "{'lines':[[]]}"))
                    .extracting(reason -> reason.toList().get(2).toString())
                    .first()
                    .asString()
                    .startsWith("'lines[0]': expected struct<")
                    .endsWith("found an array");
            assertThat(reasons(lines, "{'lines':'x'}"))
                    .extracting(reason -> reason.toList().get(2).toString())
                    .first()
                    .asString()
                    .startsWith("expected array<")
                    .endsWith("found a text");
        }

        @Test
        void aMapsKeysAreCheckedAndAreInNoMessage() {
            Shapes map = shapes().column("map<varchar(2),integer>", "m");
            assertThat(parse(map, "{'m':{'secret7':1}}").reasons())
                    .containsExactly(new Reason(
                            ReasonCode.TooLong,
                            "c0",
                            "a key of the map: 7 bytes of UTF-8 do not fit into varchar(2)",
                            "aaaaaa9"));
            assertThat(reasons(map, "{'m':{'k':'x'}}"))
                    .containsExactly(tuple(ReasonCode.TypeMismatch, "c0", "'m.*': expected integer, found a text"));
        }

        @Test
        void anUnknownFieldOfAStructIsUnknownUnlessAnotherColumnReadsIt() {
            assertThat(reasons(lines, "{'lines':[{'sku':'a','x':1}]}"))
                    .containsExactly(tuple(ReasonCode.UnknownField, null, "no column reads field 'x' of lines[*]"));
            Shapes both = shapes().column("struct<a:integer>", "s").column("integer", "s", "b");
            assertThat(values(both, "{'s':{'a':1,'b':2}}")).containsExactly(List.of(1), 2);
            assertThat(values(lines.unknownFields(UnknownFields.IGNORE), "{'lines':[{'sku':'a','x':{'y':[1]}}]}"))
                    .containsExactly(List.of(Arrays.asList("a", null, null)));
        }

        @Test
        void aDuplicateFieldInsideInvalidatesTheColumn() {
            assertThat(reasons(lines, "{'lines':[{'sku':'a','sku':'a'}]}"))
                    .containsExactly(
                            tuple(ReasonCode.DuplicateField, "c0", "'lines[*].sku' occurs twice in its object"));
            assertThat(reasons(shapes().column("map<varchar(2),integer>", "m"), "{'m':{'k':1,'k':2}}"))
                    .containsExactly(tuple(ReasonCode.DuplicateField, "c0", "'m.*' occurs twice in its object"));
            assertThat(reasons(shapes().column("json", "j"), "{'j':[{'k':1,'k':2}]}"))
                    .containsExactly(
                            tuple(ReasonCode.DuplicateField, "c0", "a field inside it occurs twice in its object"));
            assertThat(values(
                            shapes().column("json", "j").column("integer", "i").invalidValues(InvalidValues.NULL),
                            "{'j':[{'k':1,'k':2}],'i':1}"))
                    .containsExactly(null, 1);
        }

        @Test
        void nestedTypesAndPlainPathsReadTheSameSubtree() {
            Shapes both = shapes().column("json", "a")
                    .column("array<struct<x:integer>>", "a")
                    .column("integer", "a", -1, "x")
                    .column("json", "a", 0);
            assertThat(values(both, "{'a':[ {'x': 1 },{'x':2}]}"))
                    .containsExactly("[ {\"x\": 1 },{\"x\":2}]", List.of(List.of(1), List.of(2)), 2, "{\"x\": 1 }");
        }

        @Test
        void deepNestingIsRefusedAndDoesNotOverflowTheStack() {
            String bomb = "{'a':" + "[".repeat(100_000);
            String deep = "{'a':" + "{'a':".repeat(900) + "1" + "}".repeat(901);
            for (String type :
                    List.of("json", "array<array<date>>", "map<varchar(9),map<varchar(9),date>>", "bigint")) {
                assertThat(reasons(shapes().column(type, "a"), bomb))
                        .extracting(reason -> reason.toList().get(0))
                        .containsExactly(ReasonCode.MalformedJson);
            }
            assertThat(values(shapes().column("json", "a"), deep)).doesNotContainNull();
        }
    }

    @Nested
    class Json {
        private final Shapes json = shapes().column("json", "j");

        @ParameterizedTest
        @ValueSource(
                strings = {"{ 'a' : [1.50, 1E2] }", "'te\\u0041xt'", "1.500", "-0", "true", "[ ]", "{}", "'\u20ac\\n'"})
        void aSubtreeIsKeptAsItCame(String text) {
            String bytes = text.replace('\'', '"');
            assertThat(values(json, "{'j' : " + text + " }")).containsExactly(bytes);
            assertThat(values(json, "{'j':" + text + "}")).containsExactly(bytes);
            assertThat(values(json.unknownFields(UnknownFields.IGNORE), "\ufeff{'j':" + text + ",\n'\u00e9':1}"))
                    .containsExactly(bytes);
        }

        @Test
        void nullIsNoValue() {
            assertThat(values(json, "{'j':null}")).containsOnlyNulls();
        }

        @Test
        void moreThan65535BytesAreTooLong() {
            String longest = "'" + "\u20ac".repeat(21_844) + "x'";
            assertThat(values(json, "{'j':" + longest + "}")).doesNotContainNull();
            assertThat(reasons(json, "{'j':" + longest.replace("x", "xy") + "}"))
                    .containsExactly(tuple(ReasonCode.TooLong, "c0", "65536 bytes of JSON; json holds at most 65535"));
        }

        @Test
        void whatTheWarehouseCannotStoreIsRefused() {
            for (String text : List.of("['\\u0000']", "{'\\ud800':1}", "'\\udc00\\ud800'")) {
                assertThat(reasons(json, "{'j':" + text + "}"))
                        .extracting(reason -> reason.toList().get(0))
                        .containsExactly(ReasonCode.InvalidText);
            }
            for (String text : List.of("1e400", "[-1E+309]", "9".repeat(400))) {
                assertThat(reasons(json, "{'j':" + text + "}"))
                        .extracting(reason -> reason.toList().get(0))
                        .containsExactly(ReasonCode.OutOfRange);
            }
            assertThat(values(json, "{'j':['\\ud83d\\ude00', 1e-400]}"))
                    .containsExactly("[\"\\ud83d\\ude00\", 1e-400]");
        }
    }

    @Nested
    class Rows {
        @Test
        void eachElementMakesARowWithTheRecordsOwnFieldsBesideIt() {
            assertThat(rows(ITEMS, "{'items':[{'sku':'a','n':1},{'n':2}],'id':7}"))
                    .containsExactly(Arrays.asList(7L, "a", 1, 0), Arrays.asList(7L, null, 2, 1));
            assertThat(parse(ITEMS, "{'items':[{'n':1},{'n':2}]}").rows())
                    .extracting(ParsedPayload.ParsedRow::index)
                    .containsExactly(0, 1);
        }

        @Test
        void anEmptyArrayIsAValidRecordWithoutRows() {
            ParsedPayload parsed = parse(ITEMS, "{'id':7,'items':[]}");
            assertThat(parsed.rows()).isEmpty();
            assertThat(parsed.isRefused()).isFalse();
        }

        @Test
        void aRecordWithoutTheArrayIsRefused() {
            for (String payload : List.of("{'id':7}", "{'items':null}")) {
                assertThat(reasons(ITEMS, payload))
                        .containsExactly(tuple(
                                ReasonCode.MissingRequired,
                                null,
                                "the array 'items', whose elements make the rows, is missing or null"));
            }
            assertThat(reasons(ITEMS, "{'items':{'n':1}}"))
                    .containsExactly(tuple(ReasonCode.TypeMismatch, null, "'items' is not an array"));
            assertThat(reasons(shapes().rows("a", "b").column("json", "a", "b", ELEMENT), "{'a':[]}"))
                    .containsExactly(tuple(ReasonCode.TypeMismatch, null, "'a' is not an object"));
            assertThat(reasons(ITEMS, "{'items':[],'items':[]}"))
                    .containsExactly(
                            tuple(ReasonCode.DuplicateField, null, "'items': the field occurs twice in its object"));
        }

        @Test
        void oneRefusedElementRefusesTheRecordAndIsNamed() {
            assertThat(reasons(ITEMS, "{'items':[{'n':1},{'n':'x'},{'n':'y'}]}"))
                    .containsExactly(
                            tuple(ReasonCode.TypeMismatch, "c2", "'items[1].n': expected integer, found a text"));
            assertThat(reasons(ITEMS, "{'items':[{'n':1},{}]}"))
                    .containsExactly(
                            tuple(ReasonCode.MissingRequired, "c2", "'items[1].n': the value is missing or null"));
            assertThat(reasons(ITEMS, "{'items':[{'n':1},5]}"))
                    .containsExactly(
                            tuple(ReasonCode.TypeMismatch, "c1", "'items[1]' is not an object"),
                            tuple(ReasonCode.TypeMismatch, "c2", "'items[1]' is not an object"));
            assertThat(reasons(ITEMS, "{'items':[{'n':1},{'n':1,'other':1}]}"))
                    .containsExactly(tuple(ReasonCode.UnknownField, null, "no column reads field 'other' of items[1]"));
            assertThat(reasons(ITEMS, "{'items':[{'n':1,'n':1}]}"))
                    .containsExactly(tuple(
                            ReasonCode.DuplicateField, "c2", "'items[0].n': the field occurs twice in its object"));
        }

        @Test
        void anInvalidValueOfOneRowIsNullInThatRowOnly() {
            Shapes lenient =
                    shapes().rows("items").invalidValues(InvalidValues.NULL).column("integer", "items", ELEMENT, "n");
            assertThat(rows(lenient, "{'items':[{'n':'x'},{'n':2}]}"))
                    .containsExactly(Arrays.asList((Object) null), List.of(2));
        }

        @Test
        void theArrayMayAlsoBeReadAsAWhole() {
            Shapes shapes = shapes().rows("o", "items")
                    .column("json", "o", "items")
                    .column("integer", "o", "items", 0)
                    .column("integer", "o", "items", -1)
                    .column("integer", "o", "items", ELEMENT);
            assertThat(rows(shapes, "{'o':{'items':[1, 2]}}"))
                    .containsExactly(List.of("[1, 2]", 1, 2, 1), List.of("[1, 2]", 1, 2, 2));
        }
    }

    @Nested
    class UnknownAndIgnored {
        @Test
        void ignoredPathsAreNotUnknown() {
            Shapes shapes = shapes().column("integer", "a", "b")
                    .ignore("a", "x")
                    .ignore("debug")
                    .ignore("t", "id");
            assertThat(reasons(shapes, "{'a':{'b':1,'x':{'y':1}},'debug':[{'z':1}],'t':{'id':1}}"))
                    .isEmpty();
            assertThat(reasons(shapes, "{'t':{'id':1,'other':2}}"))
                    .containsExactly(tuple(ReasonCode.UnknownField, null, "no column reads field 'other' of t"));
            assertThat(reasons(shapes, "{'t':5}"))
                    .containsExactly(tuple(ReasonCode.UnknownField, null, "no column reads field 't' of the object"));
            assertThat(reasons(shapes, "{'t':null}")).isEmpty();
            assertThat(reasons(shapes, "{'debug':1,'debug':2}"))
                    .containsExactly(tuple(
                            ReasonCode.DuplicateField,
                            null,
                            "a field that no column reads occurs twice in its object"));
        }

        @Test
        void aPartOfAStructAndAFieldOfAnElementMayBeIgnored() {
            Shapes shapes = shapes().rows("items")
                    .column("struct<a:integer>", "s")
                    .column("integer", "items", ELEMENT, "n")
                    .ignore("s", "x")
                    .ignore("items", ELEMENT, "x");
            assertThat(reasons(shapes, "{'s':{'a':1,'x':2},'items':[{'n':1,'x':1},{'x':2}]}"))
                    .isEmpty();
        }

        @Test
        void unknownFieldsAreKeptNestedAsTheyCame() {
            Shapes shapes = shapes().unknownFields(UnknownFields.KEEP)
                    .column("integer", "a", "b")
                    .column("integer", "xs", 1, "n")
                    .column("map<varchar(4),struct<n:integer>>", "m")
                    .column("json", Presence.OPTIONAL, Set.of(), FieldPath.UNKNOWN_FIELDS)
                    .ignore("debug");
            assertThat(values(
                                    shapes,
                                    "{'z':1.50,'a':{'b':1,'\u20ac\\n':[ 1 ]},'debug':1,'xs':[{'p':1},{'n':1,'q':2}],"
                                            + "'m':{'k':{'n':1},'l':{'r':null}}}")
                            .get(3))
                    .isEqualTo(
                            "{\"z\":1.50,\"a\":{\"\u20ac\\n\":[ 1 ]},\"xs\":[{\"q\":2}],\"m\":{\"l\":{\"r\":null}}}");
            assertThat(values(shapes, "{'debug':1,'a':{}}").get(3)).isNull();
            assertThat(reasons(shapes, "{'z':1,'z':2}"))
                    .extracting(reason -> reason.toList().subList(0, 2))
                    .containsExactly(List.of(ReasonCode.DuplicateField, "c3"));
            assertThat(reasons(shapes, "{'z':'\\u0000'}"))
                    .extracting(reason -> reason.toList().subList(0, 2))
                    .containsExactly(List.of(ReasonCode.InvalidText, "c3"));
        }

        @Test
        void eachRowKeepsTheUnknownFieldsOfItsOwnElement() {
            Shapes shapes = shapes().unknownFields(UnknownFields.KEEP)
                    .rows("o", "items")
                    .column("integer", "o", "items", ELEMENT, "n")
                    .column("json", Presence.OPTIONAL, Set.of(), FieldPath.UNKNOWN_FIELDS);
            assertThat(rows(shapes, "{'o':{'y':1,'items':[{'n':1,'x':2},{'n':2}]}}"))
                    .containsExactly(
                            List.of(1, "{\"o\":{\"y\":1,\"items\":[{\"x\":2}]}}"), List.of(2, "{\"o\":{\"y\":1}}"));
            assertThat(rows(shapes, "{'o':{'items':[{'n':1},{'n':2,'x':2}]}}"))
                    .containsExactly(Arrays.asList(1, null), List.of(2, "{\"o\":{\"items\":[{\"x\":2}]}}"));
        }
    }

    @Test
    void theKeysOfAContractHaveTheirEffect() {
        Payload payload = Contracts.folder("""
                        payload:
                          rows: items
                          unknown-fields: keep
                          ignore: [debug, "items[].note"]
                          columns:
                            - {name: id, type: bigint, required: true}
                            - {name: happened_at, type: timestamp, required: true}
                            - {name: line, type: integer, from: "items[#]", required: true}
                            - {name: sku, type: varchar(20), from: "items[].sku", required: true}
                            - {name: last_sku, type: varchar(20), from: "items[-1].sku"}
                            - {name: latitude, type: double, from: '"geo.at"[0]'}
                            - {name: tags, type: "array<struct<t:varchar(8)>>"}
                            - {name: quantity, type: integer, from: "items[].quantity", default: "1"}
                            - {name: others, type: json, from: "*"}
                        key: {columns: [id, line], keep: latest}
                        """ + Contracts.EVENTS.substring(Contracts.EVENTS.indexOf("event-time:")))
                .contract()
                .payload();
        String json = "{'id':7,'happened_at':'1970-01-01T00:00:01Z','geo.at':[1.5,2],'tags':[{'t':'x'}],'debug':[{}],"
                + "'items':[{'sku':'A','note':1,'color':'red'},{'sku':'B','quantity':3}],'source':'web'}";
        ParsedPayload parsed =
                new PayloadParser(payload).parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        assertThat(parsed.reasons()).isEmpty();
        List<Object> tags = List.of(List.of("x"));
        String first = "{\"items\":[{\"color\":\"red\"}],\"source\":\"web\"}";
        assertThat(parsed.rows())
                .extracting(ParsedPayload.ParsedRow::values)
                .containsExactly(
                        List.of(7L, 1_000_000L, 0, "A", "B", 1.5, tags, 1, first),
                        List.of(7L, 1_000_000L, 1, "B", "B", 1.5, tags, 3, "{\"source\":\"web\"}"));
    }

    @Test
    void aSensitiveColumnHasNoExample() {
        Shapes shapes = shapes().column("integer", Presence.OPTIONAL, Set.of(Trait.SENSITIVE), path("a"))
                .column("struct<x:integer>", Presence.OPTIONAL, Set.of(Trait.SENSITIVE), path("s"));
        for (String payload :
                List.of("{'a':'x'}", "{'s':{'x':'x'}}", "{'s':{'x':1,'x':1}}", "{'b':'x'}", "{'a':", "[1]")) {
            assertThat(parse(shapes, payload).reasons())
                    .isNotEmpty()
                    .allSatisfy(reason -> assertThat(reason.example()).isNull());
        }
    }

    private static ParsedPayload parse(Shapes shapes, String json) {
        byte[] payload = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return new PayloadParser(shapes.payload()).parse(payload);
    }

    private static List<Object> values(Shapes shapes, String json) {
        ParsedPayload parsed = parse(shapes, json);
        assertThat(parsed.reasons()).isEmpty();
        return parsed.values();
    }

    private static List<List<Object>> rows(Shapes shapes, String json) {
        ParsedPayload parsed = parse(shapes, json);
        assertThat(parsed.reasons()).isEmpty();
        return parsed.rows().stream().map(ParsedPayload.ParsedRow::values).toList();
    }

    private static List<Tuple> reasons(Shapes shapes, String json) {
        return parse(shapes, json).reasons().stream()
                .map(reason -> tuple(reason.code(), reason.column(), reason.detail()))
                .toList();
    }
}
