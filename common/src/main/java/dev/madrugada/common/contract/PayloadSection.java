package dev.madrugada.common.contract;

import dev.madrugada.common.contract.Payload.InvalidValues;
import dev.madrugada.common.contract.Payload.UnknownFields;
import dev.madrugada.common.contract.SourceColumn.Presence;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the contract's section {@code payload}: how a record's bytes become columns. */
final class PayloadSection {
    private static final String PATH_FIX =
            "write a path such as order.customer.id or items[0].sku, and put a name with a"
                    + " dot, a bracket or a quote into quotes";

    private final YamlMapping section;
    private final ColumnKeys columnKeys;
    private final ZoneId dayZone;
    private final List<ReadColumn> columns = new ArrayList<>();

    /** A column, and where its path is written. */
    record ReadColumn(SourceColumn source, YamlText from) {
        FieldPath path() {
            return source.path();
        }

        ColumnType type() {
            return source.column().type();
        }
    }

    /** @param dayZone the zone of texts without one, unless a column has its own */
    PayloadSection(YamlMapping section, ColumnKeys columnKeys, ZoneId dayZone) {
        this.section = section;
        this.columnKeys = columnKeys;
        this.dayZone = dayZone;
    }

    Payload read() {
        Optional<YamlText> rowsText = section.find("rows").map(YamlNode::text);
        Optional<FieldPath> rows = rowsText.flatMap(PayloadSection::path);
        RowPaths rowPaths = new RowPaths(rowsText, rows);
        for (YamlNode item : section.items("columns")) {
            columns.add(column(item.mapping(), rowPaths));
        }
        UnknownFields unknownFields = section.choice("unknown-fields", UnknownFields.QUARANTINE);
        InvalidValues invalidValues = section.choice("invalid-values", InvalidValues.QUARANTINE);
        PayloadFormat format = format();
        List<YamlText> ignoredTexts = section.itemsIfAny("ignore").stream()
                .map(YamlNode::text)
                .filter(YamlText::isThere)
                .toList();
        rowPaths.check(columns);
        UnknownFieldPaths unknown = new UnknownFieldPaths(section, unknownFields, columns);
        unknown.check();
        List<FieldPath> ignored = unknown.ignored(ignoredTexts, rowPaths);
        return new Payload(
                columns.stream().map(ReadColumn::source).toList(),
                unknownFields,
                invalidValues,
                format,
                rows.orElse(null),
                ignored);
    }

    /** Parses a path; empty if it is invalid, which is reported. */
    static Optional<FieldPath> path(YamlText text) {
        return text.parsedOr(FieldPath::parse, PATH_FIX);
    }

    private ReadColumn column(YamlMapping one, RowPaths rowPaths) {
        Column column = columnKeys.column(one);
        Presence presence = one.isTrue("required") ? Presence.REQUIRED : Presence.OPTIONAL;
        Optional<YamlText> given = one.find("from").map(YamlNode::text);
        FieldPath path =
                rowPaths.fromPayload(given.flatMap(PayloadSection::path).orElseGet(() -> FieldPath.of(column.name())));
        ValueRules rules = new ValueRulesKeys(one, column.type(), path, dayZone).read();
        return new ReadColumn(
                new SourceColumn(column, path, presence, rules),
                given.orElseGet(() -> one.text("from", column.name())));
    }

    private PayloadFormat format() {
        PayloadFormat.Kind kind = section.choice("format", PayloadFormat.Kind.JSON);
        Optional<YamlNode> avro = section.find("avro");
        if (kind != PayloadFormat.Kind.AVRO) {
            avro.ifPresent(keys -> keys.refused(
                    "they describe Avro, and the payload's format is not avro",
                    "write 'format: avro', or remove them"));
            return new PayloadFormat(kind, PayloadFormat.Framing.NONE, null);
        }
        YamlMapping keys = section.mapping("avro");
        YamlText schema = keys.text("schema")
                .matching(
                        "[A-Za-z0-9_-][A-Za-z0-9._-]*\\.avsc",
                        "it is the name of a file in the dataset's folder, without slashes or blanks, that ends in"
                                + " .avsc",
                        "put the Avro schema there and name it");
        return new PayloadFormat(kind, keys.choice("framing", PayloadFormat.Framing.NONE), schema.value());
    }
}
