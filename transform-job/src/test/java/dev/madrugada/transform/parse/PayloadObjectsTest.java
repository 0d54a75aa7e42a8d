package dev.madrugada.transform.parse;

import static dev.madrugada.transform.parse.Shapes.shapes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.madrugada.common.contract.FieldPath;
import dev.madrugada.common.contract.FieldPath.Step;
import dev.madrugada.common.contract.Payload;
import dev.madrugada.common.contract.Payload.InvalidValues;
import dev.madrugada.common.contract.Payload.UnknownFields;
import dev.madrugada.common.contract.SourceColumn;
import dev.madrugada.transform.parse.ParsedPayload.ParsedRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Payloads of several objects, each of which makes a row: {@code rows: $}. */
class PayloadObjectsTest {
    private static final long SEED = Long.getLong("madrugada.seed", System.nanoTime() % 1_000_000_000);
    private static final int CASES = Integer.getInteger("madrugada.cases", 2_000);
    private static final Set<ReasonCode> OF_PAYLOAD =
            Set.of(ReasonCode.EmptyPayload, ReasonCode.InvalidUtf8, ReasonCode.MalformedJson, ReasonCode.NotAnObject);

    private static final Payload READINGS = objects(shapes().required("bigint", "id")
            .column("varchar(9)", "place", "name")
            .column("integer", Shapes.POSITION)
            .payload());

    @Test
    void eachObjectOfAnArrayOrOfASequenceIsARow() {
        List<List<Object>> expected =
                List.of(Arrays.asList(7L, "x", 0), Arrays.asList(8L, null, 1), Arrays.asList(9L, "z", 2));
        String first = "{'id':7,'place':{'name':'x'}}";
        String second = "{'id':8}";
        String third = "{'place':{'name':'z'},'id':9}";

        assertThat(rows(READINGS, "[" + first + "," + second + "," + third + "]"))
                .isEqualTo(expected);
        assertThat(rows(READINGS, first + "\n" + second + "\r\n" + third + "\n"))
                .isEqualTo(expected);
        assertThat(rows(READINGS, first + second + third)).isEqualTo(expected);
        assertThat(rows(READINGS, "\ufeff[" + first + "] [" + second + "]" + third))
                .isEqualTo(expected);
        assertThat(rows(READINGS, first)).isEqualTo(expected.subList(0, 1));
    }

    @Test
    void anEmptyArrayMakesNoRow() {
        assertThat(parse(READINGS, "[]").isRefused()).isFalse();
        assertThat(rows(READINGS, "[ ]")).isEmpty();
    }

    @Test
    void oneRefusedObjectRefusesTheRecord() {
        assertThat(reasons(READINGS, "[{'id':7},{'id':'x'}]")).containsExactly("TypeMismatch c0 '$[1].id'");
        assertThat(reasons(READINGS, "{'id':7}{'place':1}"))
                .containsExactly("TypeMismatch c1 '$[1].place' is not an object", "MissingRequired c0 '$[1].id'");
        assertThat(reasons(READINGS, "[{'id':7},{'id':8,'pace':1}]"))
                .containsExactly("UnknownField null no column reads field 'pace' of $[1] (did it mean place?)");
    }

    @Test
    void aValueThatIsNoObjectRefusesTheRecord() {
        assertThat(reasons(READINGS, "[{'id':7},5]"))
                .containsExactly(
                        "NotAnObject null value 1 of the payload is JSON but not an object: it is a single value");
        assertThat(reasons(READINGS, "[[{'id':7}]]"))
                .containsExactly("NotAnObject null value 0 of the payload is JSON but not an object: it is an array");
        assertThat(reasons(READINGS, "{'id':7} null"))
                .containsExactly(
                        "NotAnObject null value 1 of the payload is JSON but not an object: it is a single value");
        assertThat(reasons(READINGS, "[{'id':7},5,")).singleElement().asString().startsWith("MalformedJson null");
        assertThat(reasons(READINGS, "[{'id':7}")).singleElement().asString().startsWith("MalformedJson null");
        assertThat(reasons(READINGS, "{'id':7},{'id':8}"))
                .singleElement()
                .asString()
                .startsWith("MalformedJson null");
        assertThat(reasons(READINGS, " \n")).singleElement().asString().startsWith("EmptyPayload null");
    }

    @Test
    void unknownFieldsAreKeptByTheRowOfTheirObject() {
        Payload keeping = objects(shapes().column("bigint", "id")
                .column("json", SourceColumn.Presence.OPTIONAL, Set.of(), FieldPath.UNKNOWN_FIELDS)
                .unknownFields(UnknownFields.KEEP)
                .ignore("debug")
                .payload());

        assertThat(rows(keeping, "[{'id':7,'a':1,'debug':2},{'id':8},{'b':[1],'id':9}]"))
                .containsExactly(List.of(7L, "{\"a\":1}"), Arrays.asList(8L, null), List.of(9L, "{\"b\":[1]}"));
    }

    @Test
    void elementsOfWhichOnlyThePositionIsReadHaveUnknownFields() {
        Payload positions = shapes().rows("items")
                .column("integer", "items", Shapes.POSITION)
                .payload();

        assertThat(reasons(positions, "{'items':[{},{'n':1}]}"))
                .containsExactly("UnknownField null no column reads field 'n' of items[1]");
        assertThat(parse(positions, "{'items':[{},2]}").isRefused()).isFalse();
    }

    @Test
    void aFieldThatNoObjectHasIsNotSeen() {
        PayloadParser parser = new PayloadParser(READINGS);
        parser.parse("[{\"id\":7}]".getBytes(StandardCharsets.UTF_8));

        assertThat(parser.seen()).isEqualTo(java.util.BitSet.valueOf(new long[] {0b1101}));
    }

    /** A payload of several objects has the rows and the reasons of its objects' own payloads. */
    @Test
    void theObjectsHaveTheRowsAndReasonsOfPayloadsOfOneObject() {
        int valid = 0;
        int compared = 0;
        for (int i = 0; i < CASES; i++) {
            Random random = new Random(SEED + i);
            RandomShape shape = new RandomShape(random);
            Payload one = shape.payload();
            boolean loses = one.invalidValues() == InvalidValues.NULL && one.unknownFields() == UnknownFields.KEEP;
            List<byte[]> objects = new ArrayList<>();
            for (int n = random.nextInt(5); one.rows() == null && !loses && n > 0; n--) {
                objects.add(new Mutation(random).mutated(shape.record()));
            }
            List<ParsedPayload> parsed = objects.stream()
                    .map(object -> new PayloadParser(one).parse(object))
                    .toList();
            boolean areObjects = parsed.stream()
                    .flatMap(each -> each.reasons().stream())
                    .noneMatch(reason -> OF_PAYLOAD.contains(reason.code()));
            if (objects.isEmpty() || !areObjects) {
                continue;
            }
            String text = joined(objects, random);
            ParsedPayload together = new PayloadParser(objects(one)).parse(text.getBytes(StandardCharsets.UTF_8));

            assertThat(together.reasons())
                    .as("seed %d, case %d: %s of %s", SEED, i, text, one)
                    .extracting(Reason::code, Reason::column)
                    .containsExactlyInAnyOrderElementsOf(firstReasons(parsed).entrySet().stream()
                            .map(reason -> tuple(
                                    reason.getValue(),
                                    reason.getKey().startsWith("no column") ? null : reason.getKey()))
                            .toList());
            compared++;
            if (!together.isRefused()) {
                valid++;
                assertThat(together.rows())
                        .as("seed %d, case %d: %s of %s", SEED, i, text, one)
                        .extracting(ParsedRow::values)
                        .isEqualTo(parsed.stream()
                                .map(each -> each.rows().get(0).values())
                                .toList());
            }
        }
        System.out.printf("%d payloads of several objects with seed %d: %d valid%n", compared, SEED, valid);
        assertThat(valid).as("valid of %d, seed %d", compared, SEED).isGreaterThan(CASES / 20);
        assertThat(compared - valid)
                .as("refused of %d, seed %d", compared, SEED)
                .isGreaterThan(CASES / 20);
    }

    /** The first reason of each column; those of no column are of different kinds. */
    private static Map<String, ReasonCode> firstReasons(List<ParsedPayload> parsed) {
        Map<String, ReasonCode> first = new HashMap<>();
        parsed.forEach(each -> each.reasons().forEach(reason -> {
            String column = reason.column();
            first.putIfAbsent(column == null ? "no column, " + reason.code() : column, reason.code());
        }));
        return first;
    }

    private static String joined(List<byte[]> objects, Random random) {
        List<String> texts = objects.stream()
                .map(object -> new String(object, StandardCharsets.UTF_8).replaceFirst("^\ufeff", ""))
                .toList();
        return switch (random.nextInt(4)) {
            case 0 -> "[" + String.join(",", texts) + "]";
            case 1 -> "[" + texts.get(0) + "]\n[" + String.join(" , ", texts.subList(1, texts.size())) + "]";
            case 2 -> String.join("\n", texts);
            default -> String.join("", texts);
        };
    }

    /** The payload whose objects are such as those of a payload of one object. */
    private static Payload objects(Payload one) {
        List<SourceColumn> columns = one.columns().stream()
                .map(column -> column.path().equals(FieldPath.UNKNOWN_FIELDS)
                        ? column
                        : new SourceColumn(column.column(), inObject(column.path()), column.presence(), column.rules()))
                .toList();
        return new Payload(
                columns,
                one.unknownFields(),
                one.invalidValues(),
                one.format(),
                FieldPath.PAYLOAD,
                one.ignored().stream().map(PayloadObjectsTest::inObject).toList());
    }

    private static FieldPath inObject(FieldPath path) {
        List<Step> steps = new ArrayList<>(FieldPath.PAYLOAD.steps());
        if (!path.isBelowRows()) {
            steps.add(new FieldPath.Element());
        }
        steps.addAll(path.steps());
        return new FieldPath(steps);
    }

    private static ParsedPayload parse(Payload payload, String json) {
        return new PayloadParser(payload).parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static List<List<Object>> rows(Payload payload, String json) {
        ParsedPayload parsed = parse(payload, json);
        assertThat(parsed.reasons()).isEmpty();
        return parsed.rows().stream().map(ParsedRow::values).toList();
    }

    /** Code, column and the detail's beginning of each reason. */
    private static List<String> reasons(Payload payload, String json) {
        return parse(payload, json).reasons().stream()
                .map(reason -> reason.code() + " " + reason.column() + " "
                        + reason.detail().replaceFirst(":(?! it is).*", ""))
                .toList();
    }
}
