package dev.madrugada.common.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.contract.Column.Trait;
import dev.madrugada.common.contract.Key.Keep;
import dev.madrugada.common.contract.Lookup.LookupColumn;
import dev.madrugada.common.contract.Lookup.Missing;
import dev.madrugada.common.contract.Payload.InvalidValues;
import dev.madrugada.common.contract.Payload.UnknownFields;
import dev.madrugada.common.contract.SourceColumn.Presence;
import dev.madrugada.common.contract.ValueRules.BooleanWords;
import dev.madrugada.common.contract.ValueRules.DecimalMark;
import dev.madrugada.common.contract.ValueRules.JsonKind;
import dev.madrugada.common.contract.ValueRules.Replacement;
import dev.madrugada.common.contract.ValueRules.TimeForm;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContractReaderTest {
    private static final String SMALLEST = """
            version: 1
            dataset: orders
            source: {kinesis: {stream: "arn:aws:kinesis:eu-west-1:123456789012:stream/orders"}}
            payload:
              columns:
                - {name: id, type: bigint, required: true, from: order.id}
                - {name: at, type: timestamp, required: true}
                - {name: price, type: "decimal(10, 2)"}
            key: {columns: [id]}
            event-time: {column: at, partition: ordered_on}
            warehouse: {schema: sales, table: orders}
            report: {title: Orders, sender: a@example.com, label: hour, values: [orders]}
            """;

    @Test
    void readsFlightsAsItIsWritten() {
        DatasetContract flights = ContractReader.read("dataset.yaml", Flights.contract());

        assertThat(flights.dataset()).isEqualTo("flights");
        assertThat(flights.source()).isEqualTo(new Source.Kinesis("flights"));
        assertThat(flights.payload())
                .isEqualTo(new Payload(
                        List.of(
                                field("flight_id", "bigint"),
                                field("departed_at", "timestamp"),
                                field("delay_minutes", "integer"),
                                field("distance_miles", "integer"),
                                field("origin", "varchar(4)", Cleaning.TRIM, Cleaning.UPPER),
                                field("destination", "varchar(4)", Cleaning.TRIM, Cleaning.UPPER)),
                        UnknownFields.QUARANTINE,
                        InvalidValues.QUARANTINE));
        assertThat(flights.key()).isEqualTo(new Key(List.of("flight_id"), Set.of(), Keep.LATEST));
        assertThat(flights.eventTime())
                .isEqualTo(new EventTime("departed_at", ZoneId.of("UTC"), "departed_on", 1, Duration.ofDays(1)));
        assertThat(flights.lookups()).containsExactly(airport("origin"), airport("destination"));
        assertThat(flights.derived())
                .containsExactly(
                        new DerivedColumn(
                                column("departure_hour", "integer"), "hour(departed_at)", Presence.OPTIONAL, 69),
                        new DerivedColumn(column("is_late", "boolean"), "delay_minutes >= 15", Presence.OPTIONAL, 73));
        assertThat(flights.warehouse()).hasToString("public.flights");
        assertThat(flights.report())
                .isEqualTo(new Report(
                        "Flights by hour of departure",
                        "madrugada@example.com",
                        List.of("flights-team@example.com"),
                        "departure_hour",
                        List.of("flights", "late_flights", "mean_delay_minutes")));
        assertThat(flights.catalog()).contains(new Catalog("madrugada"));
    }

    @Test
    void readsAttachTrueAsPageAndCsv() {
        DatasetContract orders =
                ContractReader.read("dataset.yaml", SMALLEST.replace("label:", "attach: true, label:"));

        assertThat(orders.report().attachments()).isEqualTo(Report.Attachments.PAGE_AND_CSV);
    }

    @Test
    void readsMaxRows() {
        DatasetContract orders =
                ContractReader.read("dataset.yaml", SMALLEST.replace("label:", "max-rows: 50000, label:"));

        assertThat(orders.report().maxRows()).isEqualTo(50_000);
    }

    @Test
    void usesDefaultsForOmittedKeys() {
        DatasetContract orders = ContractReader.read("dataset.yaml", SMALLEST);

        assertThat(orders.payload().columns().get(0).path()).isEqualTo(FieldPath.of("order", "id"));
        assertThat(orders.payload().columns().get(1).path()).isEqualTo(FieldPath.of("at"));
        assertThat(orders.payload().columns().get(2))
                .isEqualTo(new SourceColumn(
                        column("price", "decimal(10,2)"), FieldPath.of("price"), Presence.OPTIONAL, ValueRules.PLAIN));
        assertThat(orders.payload().unknownFields()).isEqualTo(UnknownFields.QUARANTINE);
        assertThat(orders.payload().invalidValues()).isEqualTo(InvalidValues.QUARANTINE);
        assertThat(orders.key().keep()).isEqualTo(Keep.LATEST);
        assertThat(orders.eventTime())
                .isEqualTo(new EventTime("at", ZoneId.of("UTC"), "ordered_on", 1, Duration.ofHours(1)));
        assertThat(orders.lookups()).isEmpty();
        assertThat(orders.derived()).isEmpty();
        assertThat(orders.report().recipients()).isEmpty();
        assertThat(orders.report().attachments()).isEqualTo(Report.Attachments.NONE);
        assertThat(orders.report().maxRows()).isEqualTo(10_000);
        assertThat(orders.catalog()).isEqualTo(Optional.empty());
        assertThat(orders.maxQuarantined()).hasToString("5% or 20, whichever is more");
    }

    @Test
    void readsTheWordNullAsAPolicy() {
        DatasetContract flights = ContractReader.read(
                "dataset.yaml",
                Flights.contract()
                        .replace("invalid-values: quarantine", "invalid-values: null")
                        .replace("missing: quarantine", "missing: \"null\""));

        assertThat(flights.payload().invalidValues()).isEqualTo(InvalidValues.NULL);
        assertThat(flights.lookups()).allMatch(lookup -> lookup.missing() == Missing.NULL);
    }

    @Test
    void readsEveryKeyOfAPayload() {
        Payload payload =
                ContractReader.read("dataset.yaml", EveryKey.contract()).payload();

        assertThat(payload.format())
                .isEqualTo(new PayloadFormat(PayloadFormat.Kind.AVRO, PayloadFormat.Framing.CONFLUENT, "order.avsc"));
        assertThat(payload.rows()).isEqualTo(FieldPath.of("items"));
        assertThat(payload.unknownFields()).isEqualTo(UnknownFields.KEEP);
        assertThat(payload.ignored())
                .containsExactly(FieldPath.of("debug"), FieldPath.of("trace", "id"), FieldPath.parse("items[].debug"));
        assertThat(payload.columns())
                .extracting(column -> column.path().toString())
                .containsExactly(
                        "order.id",
                        "items[#]",
                        "items[].sku",
                        "items[].price",
                        "gift",
                        "ordered_at",
                        "tags",
                        "buyer",
                        "prices",
                        "shipping",
                        "*");
        assertThat(payload.columns())
                .extracting(column -> column.column().type().toString())
                .endsWith(
                        "array<varchar(20)>",
                        "struct<name:varchar(40),\"post code\":varchar(8)>",
                        "map<varchar(8),decimal(10,2)>",
                        "json",
                        "json");
    }

    @Test
    void readsEveryRuleOfAValue() {
        List<SourceColumn> columns = ContractReader.read("dataset.yaml", EveryKey.contract())
                .payload()
                .columns();

        assertThat(columns.get(2).rules())
                .isEqualTo(new ValueRules(
                        Set.of(JsonKind.NUMBER),
                        DecimalMark.POINT,
                        null,
                        List.of(TimeForm.ISO),
                        List.of(Cleaning.TRIM, Cleaning.UPPER),
                        List.of(new Replacement("\\s+USD$", "")),
                        List.of("", "N/A", "-1"),
                        Map.of("M", "male", "F", "female"),
                        "unknown"));
        assertThat(columns.get(2).column().traits()).containsExactlyInAnyOrder(Trait.HIDDEN, Trait.SENSITIVE);
        assertThat(columns.get(3).rules())
                .isEqualTo(new ValueRules(
                        Set.of(JsonKind.TEXT),
                        DecimalMark.COMMA,
                        null,
                        List.of(TimeForm.ISO),
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of(),
                        "0,00"));
        assertThat(columns.get(4).rules().words())
                .isEqualTo(new BooleanWords(Set.of("Y", "yes", "1"), Set.of("N", "no", "0")));
        assertThat(columns.get(5).rules().times())
                .containsExactly(
                        new TimeForm(TimeForm.Kind.ISO, "", "Europe/Lisbon"),
                        new TimeForm(TimeForm.Kind.EPOCH_MS, "", "Europe/Lisbon"),
                        new TimeForm(TimeForm.Kind.PATTERN, "dd/MM/yyyy HH:mm", "Europe/Lisbon"));
        assertThat(columns.get(5).rules().accepts()).containsExactly(JsonKind.TEXT);
    }

    @Test
    void readsEveryKeyOfTheOtherSections() {
        DatasetContract orders = ContractReader.read("dataset.yaml", EveryKey.contract());

        assertThat(orders.key())
                .isEqualTo(new Key(
                        List.of("order_id", "line"), Set.of("line"), new Keep(Keep.Order.GREATEST, "ordered_at")));
        assertThat(orders.lookups().get(0).on()).containsExactly("sku", "order_id");
        assertThat(orders.lookups().get(0).fields()).containsExactly("country", "code");
        assertThat(orders.lookups().get(0).format()).isEqualTo(Lookup.Format.PARQUET);
        assertThat(orders.derived().get(0).presence()).isEqualTo(Presence.REQUIRED);
        assertThat(orders.checks()).containsExactly(new Check("price_is_positive", "price > 0", 51));
        assertThat(orders.columns()).extracting(Column::name).contains("sku", "city_name", "total");
        assertThat(orders.curatedColumns()).extracting(Column::name).doesNotContain("sku", "city_name");
    }

    @Test
    void readsTheWordArrivalAsKeyAndEventTime() {
        DatasetContract orders = ContractReader.read(
                "dataset.yaml",
                SMALLEST.replace("key: {columns: [id]}", "key: arrival").replace("column: at", "column: arrival"));

        assertThat(orders.key()).isEqualTo(Key.ARRIVAL);
        assertThat(orders.eventTime())
                .isEqualTo(new EventTime("arrival", ZoneId.of("UTC"), "ordered_on", 0, Duration.ZERO));
    }

    @Test
    void readsHowManyDaysAreMadeUp() {
        String seven = SMALLEST.replace("dataset: orders", "dataset: orders\ncatch-up-days: 7");

        assertThat(ContractReader.read("dataset.yaml", SMALLEST).catchUpDays()).isEqualTo(3);
        assertThat(ContractReader.read("dataset.yaml", seven).catchUpDays()).isEqualTo(7);
    }

    @Test
    void readsTimesInTheZoneOfEventDays() {
        DatasetContract orders = ContractReader.read(
                "dataset.yaml",
                SMALLEST.replace("dataset: orders", "dataset: orders\nday-zone: Asia/Tokyo")
                        .replace("type: timestamp,", "type: timestamp, formats: [\"yyyy-MM-dd HH:mm:ss\"],"));

        assertThat(orders.payload().columns().get(1).rules().times())
                .containsExactly(new TimeForm(TimeForm.Kind.PATTERN, "yyyy-MM-dd HH:mm:ss", "Asia/Tokyo"));
    }

    @Test
    void whatIsComputedOfASensitiveColumnIsSensitiveToo() {
        DatasetContract orders = ContractReader.read(
                "dataset.yaml",
                SMALLEST.replace("type: \"decimal(10, 2)\"", "type: \"decimal(10, 2)\", sensitive: true") + """
                        derived:
                          - {name: double_price, type: double, expression: "2 * `PRICE`"}
                          - {name: sum, type: double, expression: "double_price + 1", hidden: true}
                          - {name: half, type: bigint, expression: "id / price_list"}
                        """);

        assertThat(orders.columns().stream().filter(Column::isSensitive).map(Column::name))
                .containsExactly("price", "double_price", "sum");
        assertThat(orders.columns().stream().filter(Column::isHidden).map(Column::name))
                .containsExactly("sum");
    }

    @Test
    void reportsAllMistakesInTheOrderOfTheLines() {
        String broken = Flights.contract()
                .replace("keep: latest", "keep: lastest")
                .replace("unknown-fields:", "unknown-field:")
                .replace("lateness-days: 1", "lateness-days: 31")
                .replace("  table: flights\n", "");

        assertThatThrownBy(() -> ContractReader.read("dataset.yaml", broken)).hasMessage("""
                        InvalidContract: dataset.yaml: 4 problems; they were found before anything started; \
                        correct each of these:
                          dataset.yaml:11: 'payload.unknown-field' is not a key of a contract; \
                        the keys here are rows, columns, unknown-fields, invalid-values, format, avro, ignore; did you mean 'unknown-fields'?
                          dataset.yaml:38: key.keep is 'lastest'; it has to be one of latest, earliest, greatest COLUMN, least COLUMN; did you mean 'latest'?
                          dataset.yaml:43: event-time.lateness-days is '31'; it has to be an integer from 0 to 30; \
                        write it without quotes
                          dataset.yaml:75: 'warehouse.table' is missing; it has no default; add 'table:'""");
    }

    @Test
    void reportsMistakesInAllSectionsWithTheirLines() {
        String broken = SMALLEST.replace("payload:\n", """
                        payload:
                          rows: items
                          unknown-fields: keep
                          ignore: ["id[0]"]
                        """)
                .replace("from: order.id}", "from: \"items[].id\", accepts: [number], zone: UTC}")
                .replace("{columns: [id]}", "{columns: [id], nullable: [ids], keep: greatest prise}")
                .replace("report:", "checks: [{name: Positive, expression: id > 0}]\nreport:");

        assertThatThrownBy(() -> ContractReader.read("dataset.yaml", broken)).hasMessage("""
                        InvalidContract: dataset.yaml: 7 problems; they were found before anything started; \
                        correct each of these:
                          dataset.yaml:6: payload.unknown-fields is 'keep'; no column collects the unknown fields; add \
                        a column with 'type: json' and 'from: "*"'
                          dataset.yaml:7: payload.ignore[0]: 'id[0]'; only fields are unknown, so it ends with a \
                        field's name; name the field to ignore
                          dataset.yaml:9: payload.columns[0].zone is 'UTC'; it is about times, and the column is a \
                        bigint; remove it
                          dataset.yaml:9: payload.columns[0].accepts is a list; a bigint column reads numbers without \
                        it; remove it, or add the kind of the other values
                          dataset.yaml:12: key.nullable[0]: 'ids'; it is not a column of the key; did you mean 'id'?
                          dataset.yaml:12: key.keep: 'prise'; the contract has no such column; did you mean 'price'?
                          dataset.yaml:15: checks[0].name: 'Positive'; a name is a lower-case letter and then \
                        lower-case letters, digits or '_', at most 63 characters, so that S3, Glue and Redshift accept \
                        it; rename it""");
    }

    @Test
    void reportsAnEmptyFileAsOneProblem() {
        assertThatThrownBy(() -> ContractReader.read("dataset.yaml", "# nothing yet\n"))
                .hasMessage("InvalidContract: dataset.yaml:1: the file is empty; it must contain a dataset's contract;"
                        + " write one (docs/dataset.md shows how)");
    }

    @Test
    void reportsOnlyTheVersionIfItIsAnother() {
        String newer = Flights.contract().replace("version: 1", "version: 2").replace("keep: latest", "keep: both");

        assertThatThrownBy(() -> ContractReader.read("dataset.yaml", newer))
                .hasMessage("InvalidContract: dataset.yaml:2: version is '2'; it has to be 1, the version that this"
                        + " release reads; write 'version: 1' and its keys, or use the release that reads yours");
    }

    private static SourceColumn field(String name, String type, Cleaning... cleaning) {
        return new SourceColumn(
                column(name, type), FieldPath.of(name), Presence.REQUIRED, ValueRules.cleaned(List.of(cleaning)));
    }

    private static Lookup airport(String end) {
        return new Lookup(
                end + "_airport",
                "airports.csv",
                List.of("iata"),
                List.of(end),
                List.of(
                        new LookupColumn(column(end + "_name", "varchar(128)"), "name"),
                        new LookupColumn(column(end + "_city", "varchar(64)"), "city"),
                        new LookupColumn(column(end + "_state", "varchar(8)"), "state")),
                Missing.QUARANTINE);
    }

    private static Column column(String name, String type) {
        return new Column(name, ColumnType.parse(type));
    }
}
