package dev.madrugada.common.contract;

import dev.madrugada.common.text.Spelling;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds the fields that a contract's lookups take against the first lines of their files. */
final class LookupHeaders {
    private LookupHeaders() {}

    /** Throws InvalidContract naming every field that its file's first line lacks, with the nearest it has. */
    static void check(DatasetContract contract, Map<String, byte[]> files) {
        ContractProblems problems = new ContractProblems();
        for (Lookup lookup : contract.lookups()) {
            byte[] content = files.get(lookup.file());
            if (content == null) {
                continue;
            }
            List<String> header = fields(content);
            for (String field : taken(lookup)) {
                long count = header.stream().filter(field::equals).count();
                if (count != 1) {
                    problems.add(
                            lookup.file(),
                            1,
                            count == 0 ? "there is no field '" + field + "'" : "field '" + field + "' is there twice",
                            "the lookup '" + lookup.name() + "' of " + DatasetFolder.CONTRACT + " takes it",
                            count == 0 ? nearest(field, header) : "rename one of them");
                }
            }
        }
        problems.throwIfAny();
    }

    private static Set<String> taken(Lookup lookup) {
        Set<String> fields = new LinkedHashSet<>(List.of(lookup.field()));
        lookup.columns().forEach(column -> fields.add(column.field()));
        return fields;
    }

    private static String nearest(String field, List<String> header) {
        return Spelling.nearest(field, header)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("name one of " + String.join(", ", header));
    }

    /** The names in a CSV file's first line, which may be in quotes; a byte order mark is passed over. */
    static List<String> fields(byte[] csv) {
        int end = 0;
        while (end < csv.length && csv[end] != '\n' && csv[end] != '\r') {
            end++;
        }
        String line = new String(csv, 0, end, StandardCharsets.UTF_8);
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (char c : (line.startsWith("\uFEFF") ? line.substring(1) : line).toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return List.copyOf(fields);
    }
}
