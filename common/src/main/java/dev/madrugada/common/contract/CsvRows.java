package dev.madrugada.common.contract;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The CSV parser's callback that builds the records; it distinguishes a missing value (null) from an empty one. */
final class CsvRows extends AbstractBaseCsvCallbackHandler<CsvFile.Row> {
    private List<@Nullable String> values = new ArrayList<>();
    private long line = 1;
    private final SortedSet<Long> strayQuoteLines = new TreeSet<>();

    /** The first line of the last record, including a record that the parser refused. */
    long line() {
        return line;
    }

    /** The first lines of the records that have a quote inside an unquoted value. */
    SortedSet<Long> strayQuoteLines() {
        return strayQuoteLines;
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        line = startingLineNumber;
        values = new ArrayList<>();
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        String value = new String(buffer, offset, length);
        if (!quoted && value.indexOf('"') >= 0) {
            strayQuoteLines.add(line);
        }
        values.add(length == 0 && !quoted ? null : value);
    }

    @Override
    protected CsvFile.Row buildRecord() {
        return new CsvFile.Row(line, Collections.unmodifiableList(values));
    }
}
