package dev.madrugada.transform.enrich;

import dev.madrugada.common.contract.Column;
import dev.madrugada.transform.parse.JsonLineReader;
import dev.madrugada.transform.parse.Reason;
import dev.madrugada.transform.parse.ReasonCode;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a lookup's file of JSON lines: one object per line, whose values have the kinds that payloads have (a number is
 * no text). A missing field is null. Empty lines are skipped, and so is a byte-order mark.
 */
final class JsonLinesLookup {
    private JsonLinesLookup() {}

    /**
     * Adds the file's rows, or its problems.
     *
     * @param fields the fields to read, with the types of their values
     */
    static void read(byte[] bytes, List<Column> fields, LookupRows rows) {
        JsonLineReader reader = new JsonLineReader(fields);
        long line = 0;
        for (int start = 0; start < bytes.length; ) {
            int end = end(bytes, start);
            line++;
            JsonLineReader.Line read = reader.read(Arrays.copyOfRange(bytes, start, end));
            start = end + 1;
            boolean isEmpty = read.reasons().stream().anyMatch(reason -> reason.code() == ReasonCode.EmptyPayload);
            List<String> invalid =
                    read.reasons().stream().map(JsonLinesLookup::problem).toList();
            if (!isEmpty && !rows.add(line, read.values(), invalid)) {
                return;
            }
        }
        for (String field : reader.neverSeen()) {
            rows.problems().add(EnrichFaults.neverSeen(rows.file(), field));
        }
    }

    private static int end(byte[] bytes, int start) {
        int end = start;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    private static String problem(Reason reason) {
        if (reason.column() != null) {
            return reason.column() + ": " + reason.detail();
        }
        boolean isObject = reason.code() == ReasonCode.DuplicateField;
        return reason.detail() + (isObject ? "" : " (each line is one JSON object)");
    }
}
