package dev.madrugada.common.contract;

import dev.madrugada.common.contract.Lookup.LookupColumn;
import dev.madrugada.common.contract.Lookup.Missing;
import dev.madrugada.common.contract.Payload.InvalidValues;
import dev.madrugada.common.contract.Payload.UnknownFields;
import dev.madrugada.common.contract.SourceColumn.Presence;
import dev.madrugada.common.text.Spelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the contract's sections that define columns: {@code payload}, {@code lookups}, {@code derived}. */
final class ColumnSections {
    /** Placeholder for a type that is missing or invalid; it differs from every valid type. */
    static final ColumnType UNREAD = new ColumnType(ColumnType.Kind.VARCHAR, 0, 0, 0);

    /** A path of field names without brackets; JSONPath is refused, because as field names it would never match. */
    private static final String PATH = "(?!\\$(\\.|$))(?!([^.]+\\.)*\\*(\\.|$))[^.\\[\\]]+(\\.[^.\\[\\]]+)*";

    private static final Set<String> OWN_FILES =
            Set.of(DatasetFolder.CONTRACT, DatasetFolder.QUALITY, DatasetFolder.QUALITY_WARN, DatasetFolder.REPORT);

    private final ColumnNames names = new ColumnNames();

    ColumnNames names() {
        return names;
    }

    Payload payload(YamlMapping section) {
        List<SourceColumn> columns = section.items("columns").stream()
                .map(YamlNode::mapping)
                .map(this::sourceColumn)
                .toList();
        return new Payload(
                columns,
                section.choice("unknown-fields", UnknownFields.QUARANTINE),
                section.choice("invalid-values", InvalidValues.QUARANTINE));
    }

    List<Lookup> lookups(List<YamlNode> items, Payload payload) {
        Set<String> lookupNames = new HashSet<>();
        List<String> before = new ArrayList<>();
        payload.columns().forEach(source -> before.add(source.column().name()));
        List<Lookup> lookups = new ArrayList<>();
        for (YamlNode item : items) {
            Lookup lookup = lookup(item.mapping(), lookupNames, before);
            lookup.columns().forEach(from -> before.add(from.column().name()));
            lookups.add(lookup);
        }
        return lookups;
    }

    List<DerivedColumn> derived(List<YamlNode> items) {
        return items.stream().map(YamlNode::mapping).map(this::derivedColumn).toList();
    }

    /** Finds the payload column with that name; reports its absence, unless the payload section itself is invalid. */
    static Optional<SourceColumn> payloadColumn(YamlText name, Payload payload) {
        List<String> known =
                payload.columns().stream().map(source -> source.column().name()).toList();
        requireOneOf(known, name, "payload.columns has no such column");
        return payload.columns().stream()
                .filter(source -> source.column().name().equals(name.value()))
                .findFirst();
    }

    private static void requireOneOf(List<String> known, YamlText name, String why) {
        if (name.isThere() && !known.isEmpty() && !known.contains(name.value())) {
            name.problem(why, Spelling.meant(name.value(), known).orElse("name one of " + String.join(", ", known)));
        }
    }

    private SourceColumn sourceColumn(YamlMapping one) {
        Column column = column(one);
        YamlText from = one.text("from", column.name())
                .matching(
                        PATH,
                        "it is a path of field names separated by dots; items of an array, '*' and a"
                                + " leading '$' are not supported",
                        "write a path such as 'order.customer.id'");
        Presence presence = one.find("required")
                .filter(YamlNode::flag)
                .map(required -> Presence.REQUIRED)
                .orElse(Presence.OPTIONAL);
        List<Cleaning> cleaning = one.itemsIfAny("clean").stream()
                .flatMap(step -> step.choice(Cleaning.class).stream())
                .toList();
        return new SourceColumn(
                column, FieldPath.of(from.value().split("\\.", -1)), presence, ValueRules.cleaned(cleaning));
    }

    private DerivedColumn derivedColumn(YamlMapping one) {
        Column column = column(one);
        YamlText expression = one.text("expression");
        return new DerivedColumn(column, expression.value(), Presence.OPTIONAL, expression.line());
    }

    private Lookup lookup(YamlMapping one, Set<String> lookupNames, List<String> before) {
        YamlText name = one.text("name").identifier();
        if (name.isThere() && !lookupNames.add(name.value())) {
            name.problem("another lookup has that name", "rename one of them");
        }
        YamlText file = one.text("file")
                .matching(
                        "[A-Za-z0-9_-][A-Za-z0-9._-]*",
                        "it is the name of a file in the dataset's folder, without slashes or blanks",
                        "put the file there and name it");
        if (OWN_FILES.contains(file.value())) {
            file.problem("that file has another purpose in the folder", "name a CSV file");
        }
        YamlText on = one.text("on");
        requireOneOf(before, on, "no column before it has that name");
        String field = one.text("field").value();
        List<LookupColumn> columns = one.items("columns").stream()
                .map(YamlNode::mapping)
                .map(this::lookupColumn)
                .toList();
        return new Lookup(
                name.value(),
                file.value(),
                List.of(field),
                List.of(on.value()),
                columns,
                one.choice("missing", Missing.QUARANTINE));
    }

    private LookupColumn lookupColumn(YamlMapping one) {
        Column column = column(one);
        return new LookupColumn(column, one.text("from", column.name()).value());
    }

    private Column column(YamlMapping one) {
        String name = names.claim(one.text("name"));
        return new Column(name, one.text("type").parsed(ColumnType::parse, UNREAD));
    }
}
