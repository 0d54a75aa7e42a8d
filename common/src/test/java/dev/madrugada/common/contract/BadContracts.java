package dev.madrugada.common.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Contracts with one mistake each, and the expected messages. */
final class BadContracts {
    /** Which checks can detect a mistake. */
    enum Kind {
        /** The reader and the JSON Schema, which editors use: unknown keys, kinds and forms of values. */
        SHAPE,
        /** The reader only: relations between keys. */
        MEANING
    }

    /**
     * A mistake in a contract.
     *
     * @param old the part of the good contract that {@code with} replaces, at its first occurrence
     * @param message the start of the reader's message, beginning with the line number
     */
    record BadContract(Kind kind, String old, String with, String message) {
        String text() {
            String good = contract();
            if (!good.contains(old)) {
                throw new IllegalStateException("the contract has no '" + old + "'");
            }
            int at = good.indexOf(old);
            return good.substring(0, at) + with + good.substring(at + old.length());
        }

        @Override
        public String toString() {
            return with.isBlank() ? "without " + old.strip() : with.strip();
        }
    }

    static final List<BadContract> ALL = List.of(
            shape("version: 1", "version: \"1\"", "2: version is '1'; it has to be 1, the version"),
            shape("version: 1\n", "", "1: 'version' is missing"),
            shape("version: 1", "version: 3", "2: version is '3'; it has to be 1, the version"),
            shape("dataset: flights", "dataset: Flights", "3: dataset: 'Flights'; a name is a lower-case letter"),
            shape("dataset: flights", "dataset: 2001", "3: dataset is '2001'; it has to be a text"),
            shape("dataset: flights", "datasets: flights", "3: 'datasets' is not a key of a contract"),
            meaning(
                    "dataset: flights",
                    "dataset: flights\ndataset: flights",
                    "4: 'dataset' is given twice; it is also on line 3"),
            shape("stream: flights", "stream: a/b", "8: source.kinesis.stream: 'a/b'; it is neither"),
            shape(
                    "  kinesis:\n    stream: flights",
                    "  kinesis: flights",
                    "7: source.kinesis is 'flights'; it has to be keys"),
            shape(
                    "invalid-values: quarantine",
                    "invalid-values: drop",
                    "12: payload.invalid-values is 'drop'; it has to be one of quarantine, null"),
            shape(
                    "unknown-fields: quarantine",
                    "unknown-fields: ignored",
                    "11: payload.unknown-fields is 'ignored'; it has to be one of ignore, quarantine, keep; did you mean 'ignore'?"),
            shape("name: flight_id", "name: flight-id", "14: payload.columns[0].name: 'flight-id'; a name is"),
            shape("name: flight_id", "name: " + "x".repeat(64), "14: payload.columns[0].name: 'xxx"),
            meaning(
                    "name: departed_at",
                    "name: flight_id",
                    "17: payload.columns[1].name: 'flight_id'; it is already the name of payload.columns[0].name, on line 14"),
            meaning(
                    "name: origin_name",
                    "name: delay_minutes",
                    "53: lookups[0].columns[0].name: 'delay_minutes'; it is already the name of payload.columns[2].name"),
            meaning(
                    "name: is_late",
                    "name: departure_hour",
                    "70: derived[1].name: 'departure_hour'; it is already the name of derived[0].name"),
            meaning(
                    "partition: departed_on",
                    "partition: origin",
                    "42: event-time.partition: 'origin'; it is already the name of payload.columns[4].name"),
            shape(
                    "type: bigint",
                    "type: long",
                    "15: payload.columns[0].type: 'long'; 'long' is not a column type: use bigint"),
            shape("type: varchar(4)", "type: varchar", "27: payload.columns[4].type: 'varchar'"),
            meaning("type: varchar(4)", "type: varchar(65536)", "27: payload.columns[4].type: 'varchar(65536)'"),
            shape(
                    "name: delay_minutes",
                    "name: oid",
                    "20: payload.columns[2].name: 'oid'; Redshift has a system column of that name in every table"),
            shape(
                    "name: origin_name",
                    "name: insertxid",
                    "53: lookups[0].columns[0].name: 'insertxid'; Redshift has a system column"),
            shape("name: is_late", "name: \"true\"", "70: derived[1].name: 'true'; rules, expressions and SQL read"),
            shape("partition: departed_on", "partition: not", "42: event-time.partition: 'not'; rules, expressions"),
            shape("type: integer", "type: decimal(38,38)", "21: payload.columns[2].type: 'decimal(38,38)'"),
            meaning("type: integer", "type: decimal(4,5)", "21: payload.columns[2].type: 'decimal(4,5)'"),
            shape("      type: bigint\n", "", "14: 'payload.columns[0].type' is missing"),
            shape(
                    "required: true",
                    "required: yes",
                    "16: payload.columns[0].required is 'yes'; it has to be true or false"),
            shape(
                    "required: true",
                    "requierd: true",
                    "16: 'payload.columns[0].requierd' is not a key of a contract; the keys here are name, type, hidden, sensitive, description, required, from, accepts, decimal-mark, true-values, false-values, formats, zone, clean, replace, null-if, map, default; did you mean 'required'?"),
            shape("clean: [trim, upper]", "clean: trim", "29: payload.columns[4].clean is 'trim'; it has to be a list"),
            shape(
                    "clean: [trim, upper]",
                    "clean: [trim, uper]",
                    "29: payload.columns[4].clean[1] is 'uper'; it has to be one of trim, upper, lower, collapse-spaces, empty-as-null; did you mean 'upper'?"),
            shape(
                    "required: true",
                    "required: true\n      from: a..b",
                    "17: payload.columns[0].from: 'a..b'; it is not a path of field names separated by dots: a field's name is missing; write a path such as"),
            shape(
                    "required: true",
                    "required: true\n      from: $.a",
                    "17: payload.columns[0].from: '$.a'; it is not a path"),
            shape(
                    "required: true",
                    "required: true\n      from: a.*",
                    "17: payload.columns[0].from: 'a.*'; it is not a path"),
            shape(
                    "required: true",
                    "required: true\n      from: .a",
                    "17: payload.columns[0].from: '.a'; it is not a path"),
            shape(
                    "required: true",
                    "required: true\n      from: a.",
                    "17: payload.columns[0].from: 'a.'; it is not a path"),
            shape(
                    "dataset: flights",
                    "dataset: flights\nmax-quarantined: 5 percent",
                    "4: max-quarantined: '5 percent'; it is not a percentage of the day's records from 0% to 100%, such as 5%"),
            shape(
                    "dataset: flights",
                    "dataset: flights\nmax-quarantined: 100.1%",
                    "4: max-quarantined: '100.1%'; it is not a percentage"),
            shape("dataset: flights", "dataset: flights\nmax-quarantined: -1%", "4: max-quarantined: '-1%'; it is not"),
            shape(
                    "dataset: flights",
                    "dataset: flights\nmax-quarantined: -1",
                    "4: max-quarantined is '-1'; it has to be an integer from 0 to 999999999"),
            shape(
                    "dataset: flights",
                    "dataset: flights\nmax-quarantined: 0.05",
                    "4: max-quarantined is '0.05'; it has to be a percentage such as \"5%\" or a number of records such as 20"),
            shape(
                    "dataset: flights",
                    "dataset: flights\nmax-quarantined: [5%]",
                    "4: max-quarantined is a list; it has to be a percentage"),
            shape(
                    "dataset: flights",
                    "dataset: flights\ncatch-up-days: 32",
                    "4: catch-up-days is '32'; it has to be an integer from 0 to 31"),
            shape(
                    "dataset: flights",
                    "dataset: flights\ncatch-up-days: \"3\"",
                    "4: catch-up-days is '3'; it has to be an integer from 0 to 31"),
            shape("columns: [flight_id]", "columns: []", "37: key.columns is empty; it needs at least one item"),
            meaning(
                    "columns: [flight_id]",
                    "columns: [fligth_id]",
                    "37: key.columns[0]: 'fligth_id'; the contract has no such column; did you mean 'flight_id'?"),
            meaning(
                    "columns: [flight_id]",
                    "columns: [flight_id, flight_id]",
                    "37: key.columns[1]: 'flight_id'; the key contains it already"),
            meaning("      required: true\n", "", "36: key.columns[0]: 'flight_id'; a record without its key"),
            shape(
                    "keep: latest",
                    "keep: last",
                    "38: key.keep is 'last'; it has to be one of latest, earliest, greatest COLUMN, least COLUMN; did you mean"),
            meaning(
                    "column: departed_at",
                    "column: departed",
                    "41: event-time.column: 'departed'; the contract has no such column; 'arrival' is the arrival time; did you mean"),
            meaning(
                    "column: departed_at",
                    "column: flight_id",
                    "41: event-time.column: 'flight_id'; it is a bigint, and the event day"),
            meaning("day-zone: UTC", "day-zone: Madrid", "4: day-zone: 'Madrid'; it is not a time zone"),
            shape(
                    "lateness-days: 1",
                    "lateness-days: 31",
                    "43: event-time.lateness-days is '31'; it has to be an integer from 0 to 30"),
            shape(
                    "lateness-days: 1",
                    "lateness-days: one",
                    "43: event-time.lateness-days is 'one'; it has to be an integer"),
            meaning(
                    "future-tolerance: P1D",
                    "future-tolerance: P3D",
                    "44: event-time.future-tolerance: 'P3D'; it must be between PT0S and P2D"),
            meaning(
                    "future-tolerance: P1D",
                    "future-tolerance: -PT1H",
                    "44: event-time.future-tolerance: '-PT1H'; it must be"),
            shape(
                    "future-tolerance: P1D",
                    "future-tolerance: 1 day",
                    "44: event-time.future-tolerance: '1 day'; it is not a duration"),
            meaning(
                    "name: destination_airport",
                    "name: origin_airport",
                    "56: lookups[1].name: 'origin_airport'; another lookup has that name"),
            shape(
                    "file: airports.csv",
                    "file: ../airports.csv",
                    "48: lookups[0].file: '../airports.csv'; it is the name of a file"),
            shape(
                    "file: airports.csv",
                    "file: report.sql",
                    "48: lookups[0].file: 'report.sql'; that file has another purpose"),
            meaning(
                    "on: origin",
                    "on: origin_name",
                    "50: lookups[0].on: 'origin_name'; no column before it has that name"),
            shape(
                    "missing: quarantine",
                    "missing: drop",
                    "51: lookups[0].missing is 'drop'; it has to be one of quarantine, null"),
            shape(
                    "expression: hour(departed_at)",
                    "expression: \" \"",
                    "69: derived[0].expression is blank; it needs a text"),
            shape("schema: public", "schema: public.flights", "76: warehouse.schema: 'public.flights'; a name is"),
            shape("warehouse:\n  schema: public\n  table: flights\n", "", "1: 'warehouse' is missing"),
            shape("database: madrugada", "database:", "80: catalog.database is empty; it has to be a text"),
            shape(
                    "sender: madrugada@example.com",
                    "sender: madrugada",
                    "84: report.sender: 'madrugada'; it does not look like an e-mail address"),
            shape(
                    "recipients: [flights-team@example.com]",
                    "recipients: [a@b.example, \"a b@c.example\"]",
                    "85: report.recipients[1]: 'a b@c.example'; it does not look"),
            shape("values: [flights, late_flights, mean_delay_minutes]", "values: []", "87: report.values is empty"),
            shape("label: departure_hour\n", "label: departure_hour\n  attach: yes\n", "87: report.attach is 'yes'"),
            shape(
                    "label: departure_hour\n",
                    "label: departure_hour\n  max-rows: 100001\n",
                    "87: report.max-rows is '100001'; it has to be an integer from 1 to 100000"),
            shape("label: departure_hour\n", "label: departure_hour\n  max-rows: 0\n", "87: report.max-rows is '0'"),
            shape(
                    "recipients: [flights-team@example.com]",
                    "recipients: [" + "a@example.com, ".repeat(51) + "b@example.com]",
                    "85: report.recipients[50]: 'a@example.com'; it is the first of 2 too many: a mail by SES has at"
                            + " most 50 recipients; name a mailing list"),
            shape("label: departure_hour\n", "label: \"\"\n", "86: report.label is blank"),
            meaning("key:\n  columns: [flight_id]", "key:\n\tcolumns: [flight_id]", "37: it is not YAML"),
            meaning(
                    "recipients: [flights-team@example.com]",
                    "recipients: [flights-team@example.com",
                    "86: it is not YAML"),
            shape(
                    "catalog:\n  database: madrugada\n",
                    "catalogue: madrugada\n",
                    "79: 'catalogue' is not a key of a contract"));

    private BadContracts() {}

    /** A copy of the contract of flights, so that changes of the original do not move the line numbers above. */
    static String contract() {
        try (InputStream in = BadContracts.class.getResourceAsStream("contract.yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static BadContract shape(String old, String with, String message) {
        return new BadContract(Kind.SHAPE, old, with, message);
    }

    private static BadContract meaning(String old, String with, String message) {
        return new BadContract(Kind.MEANING, old, with, message);
    }
}
