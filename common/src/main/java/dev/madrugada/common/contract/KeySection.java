package dev.madrugada.common.contract;

import dev.madrugada.common.contract.Key.Keep;
import dev.madrugada.common.contract.KnownColumns.Known;
import dev.madrugada.common.contract.KnownColumns.Origin;
import dev.madrugada.common.contract.SourceColumn.Presence;
import dev.madrugada.common.text.Spelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the contract's section {@code key}: which records are duplicates of each other, and which one is kept. */
final class KeySection {
    private static final String ARRIVAL = "arrival";
    private static final Pattern BY_COLUMN = Pattern.compile("(greatest|least) +(\\S.*)");
    private static final List<String> KEEP_WORDS = List.of("latest", "earliest", "greatest", "least");

    private final KnownColumns known;
    private final Optional<FieldPath> rows;

    /**
     * @param known all columns of the contract
     * @param rows the array that makes the rows
     */
    KeySection(KnownColumns known, Optional<FieldPath> rows) {
        this.known = known;
        this.rows = rows;
    }

    Key read(YamlNode node) {
        if (node.isText()) {
            if (!node.text().value().equals(ARRIVAL)) {
                node.refused(
                        "it has to be arrival, or keys with values",
                        Spelling.meant(node.text().value(), List.of(ARRIVAL))
                                .orElse("write 'key: arrival', or 'key: {columns: [COLUMN]}'"));
            }
            return Key.ARRIVAL;
        }
        return key(node.mapping());
    }

    private Key key(YamlMapping section) {
        List<YamlText> columns =
                section.items("columns").stream().map(YamlNode::text).toList();
        List<YamlText> nullable =
                section.itemsIfAny("nullable").stream().map(YamlNode::text).toList();
        Set<String> nullableNames = new HashSet<>();
        nullable.forEach(column -> nullableNames.add(column.value()));
        Set<String> names = new HashSet<>();
        List<Known> found = new ArrayList<>();
        for (YamlText column : columns) {
            if (column.isThere() && !names.add(column.value())) {
                column.problem("the key contains it already", "name it once");
            }
            Optional<Known> one = known.find(column, "the contract has no such column");
            one.ifPresent(found::add);
            one.ifPresent(key -> checkKeyColumn(column, key, nullableNames));
        }
        checkNullable(nullable, names);
        checkRows(section, columns, found);
        Keep keep = section.find("keep").map(node -> keep(node, names)).orElse(Keep.LATEST);
        return new Key(columns.stream().map(YamlText::value).toList(), nullableNames, keep);
    }

    private static void checkKeyColumn(YamlText column, Known key, Set<String> nullable) {
        KnownColumns.requirePlain(column, key, "a key's column");
        if (key.presence() == Presence.OPTIONAL && !nullable.contains(column.value())) {
            String fix = "name it in 'nullable:' too, if two records with null there are duplicates";
            column.problem(
                    "a record without its key cannot be compared with others",
                    key.origin() == Origin.LOOKUP ? fix : "give that column 'required: true', or " + fix);
        }
    }

    private void checkNullable(List<YamlText> nullable, Set<String> keyColumns) {
        Set<String> before = new HashSet<>();
        for (YamlText column : nullable) {
            if (!column.isThere()) {
                continue;
            }
            if (!before.add(column.value())) {
                column.problem("the list contains it already", "name it once");
            } else if (!keyColumns.contains(column.value())) {
                column.problem(
                        "it is not a column of the key",
                        Spelling.meant(column.value(), keyColumns).orElse("add it to key.columns, or remove it"));
            } else {
                known.columns().stream()
                        .filter(one -> one.name().equals(column.value()))
                        .findFirst()
                        .flatMap(one -> known.find(column, ""))
                        .filter(one -> one.presence() == Presence.REQUIRED)
                        .ifPresent(one -> column.problem(
                                "that column is never null, because it is required or has a default",
                                "remove it here"));
            }
        }
    }

    /** Reports a key whose columns are the same in all rows of a record: only one of the rows would be kept. */
    private void checkRows(YamlMapping section, List<YamlText> columns, List<Known> found) {
        boolean sameInAllRows = found.stream().allMatch(column -> column.origin() == Origin.RECORD);
        if (rows.isPresent() && !found.isEmpty() && found.size() == columns.size() && sameInAllRows) {
            section.find("columns")
                    .ifPresent(node -> node.refused(
                            "these columns are the same in all rows of a record, so only one of the rows would be kept",
                            "add a column of the rows' element, such as one with 'from: " + rows.get() + "[#]'"));
        }
    }

    private Keep keep(YamlNode node, Set<String> keyColumns) {
        String word = node.isText() ? node.text().value() : "";
        Matcher byColumn = BY_COLUMN.matcher(word);
        if (word.equals("latest")) {
            return Keep.LATEST;
        }
        if (word.equals("earliest")) {
            return Keep.EARLIEST;
        }
        if (!byColumn.matches()) {
            node.wrongKind(
                    "one of latest, earliest, greatest COLUMN, least COLUMN",
                    KEEP_WORDS.contains(word)
                            ? "add the column's name"
                            : Spelling.meant(word, KEEP_WORDS).orElse("use one of them"));
            return Keep.LATEST;
        }
        YamlText column = new YamlText(byColumn.group(2), node.line(), node.path(), node.document());
        Optional<Known> one = known.find(column, "the contract has no such column");
        one.ifPresent(by -> KnownColumns.requirePlain(column, by, "what decides between duplicates"));
        if (one.isPresent() && keyColumns.contains(column.value())) {
            column.problem(
                    "it is a column of the key, so duplicates have the same value in it", "name a column that differs");
        }
        return new Keep(byColumn.group(1).equals("greatest") ? Keep.Order.GREATEST : Keep.Order.LEAST, column.value());
    }
}
