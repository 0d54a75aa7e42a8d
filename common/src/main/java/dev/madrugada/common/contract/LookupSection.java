package dev.madrugada.common.contract;

import dev.madrugada.common.contract.Lookup.LookupColumn;
import dev.madrugada.common.contract.Lookup.Missing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the contract's section {@code lookups}: files whose columns are added to each record. */
final class LookupSection {
    private static final Set<String> OWN_FILES =
            Set.of(DatasetFolder.CONTRACT, DatasetFolder.QUALITY, DatasetFolder.QUALITY_WARN, DatasetFolder.REPORT);

    private static final String KNOWN_ENDING = "(?i).*\\.(csv|parquet|jsonl|ndjson|json)";

    private final ColumnKeys columnKeys;
    private final KnownColumns known;
    private final Set<String> names = new HashSet<>();

    /** @param known the columns before the lookups; each lookup's columns are added */
    LookupSection(ColumnKeys columnKeys, KnownColumns known) {
        this.columnKeys = columnKeys;
        this.known = known;
    }

    List<Lookup> read(List<YamlNode> items) {
        List<Lookup> lookups = new ArrayList<>();
        for (YamlNode item : items) {
            Lookup lookup = lookup(item.mapping());
            known.add(lookup);
            lookups.add(lookup);
        }
        return lookups;
    }

    private Lookup lookup(YamlMapping one) {
        YamlText name = one.text("name").identifier();
        if (name.isThere() && !names.add(name.value())) {
            name.problem("another lookup has that name", "rename one of them");
        }
        YamlText file = one.text("file")
                .matching(
                        "[A-Za-z0-9_-][A-Za-z0-9._-]*",
                        "it is the name of a file in the dataset's folder, without slashes or blanks",
                        "put the file there and name it");
        if (OWN_FILES.contains(file.value())) {
            file.problem("that file has another purpose in the folder", "name a CSV, Parquet or JSON lines file");
        } else if (file.isThere() && !file.value().matches(KNOWN_ENDING)) {
            file.problem(
                    "its ending tells the format, and no lookup reads files with that ending",
                    "use one of .csv, .parquet, .jsonl, .ndjson, .json");
        }
        List<YamlText> on = one.texts("on");
        List<YamlText> fields = one.texts("field");
        checkKeys(on, fields);
        List<LookupColumn> columns = one.items("columns").stream()
                .map(YamlNode::mapping)
                .map(this::lookupColumn)
                .toList();
        return new Lookup(
                name.value(),
                file.value(),
                fields.stream().map(YamlText::value).toList(),
                on.stream().map(YamlText::value).toList(),
                columns,
                one.choice("missing", Missing.QUARANTINE));
    }

    private void checkKeys(List<YamlText> on, List<YamlText> fields) {
        for (YamlText column : on) {
            Optional<KnownColumns.Known> found = known.find(column, "no column before it has that name");
            found.ifPresent(key -> KnownColumns.requirePlain(column, key, "a lookup's key"));
        }
        requireDistinct(on);
        requireDistinct(fields);
        if (!on.isEmpty() && !fields.isEmpty() && on.size() != fields.size()) {
            on.get(0)
                    .problem(
                            "'on' has " + count(on, "column") + ", and 'field' has " + count(fields, "field")
                                    + "; each column is searched in the field at its place",
                            "name as many columns as fields");
        }
    }

    private static void requireDistinct(List<YamlText> texts) {
        Set<String> before = new HashSet<>();
        for (YamlText text : texts) {
            if (text.isThere() && !before.add(text.value())) {
                text.problem("the list contains it already", "name it once");
            }
        }
    }

    private static String count(List<YamlText> texts, String what) {
        return texts.size() + " " + what + (texts.size() == 1 ? "" : "s");
    }

    private LookupColumn lookupColumn(YamlMapping one) {
        Column column = columnKeys.plainColumn(one, "a lookup's column is a single value");
        return new LookupColumn(column, one.text("from", column.name()).value());
    }
}
