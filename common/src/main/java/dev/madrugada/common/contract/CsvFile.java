package dev.madrugada.common.contract;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.madrugada.common.error.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file of a dataset's folder, as RFC 4180 has it, in UTF-8; the first line names the fields. Lines may end with
 * LF, CRLF or CR, each as it likes; a byte-order mark and empty lines are passed over. White space is part of a value.
 *
 * @param fields as the first line that is not empty names them
 * @param rows of as many values as there are fields
 */
public record CsvFile(String name, List<String> fields, List<Row> rows) {
    private static final int MOST_PROBLEMS = 20;
    private static final int LONGEST_FIELD = 16 * 1024 * 1024;

    /**
     * One record of the file.
     *
     * @param line it begins on, from 1; a value in quotes may hold line breaks
     * @param values null where there is nothing between two commas, not even quotes
     */
    public record Row(long line, List<@Nullable String> values) {}

    public CsvFile {
        fields = List.copyOf(fields);
        rows = List.copyOf(rows);
    }

    /**
     * Reads a file whole.
     *
     * @param name named in messages, which hold no value of the file
     * @throws dev.madrugada.common.error.TerminalException InvalidContract, naming each line that is no CSV or has
     *     another number of fields than the first one
     */
    public static CsvFile read(String name, byte[] bytes) {
        Problems problems = new Problems();
        Optional<CsvFile> file = read(name, bytes, problems);
        problems.throwIfAny();
        return file.orElseThrow();
    }

    /** Empty if there are problems, which were added. */
    static Optional<CsvFile> read(String name, byte[] bytes, Problems problems) {
        return rows(name, DatasetText.of(name, bytes), problems).flatMap(rows -> shaped(name, rows, problems));
    }

    private static Optional<CsvFile> shaped(String name, List<Row> rows, Problems problems) {
        if (rows.isEmpty()) {
            problems.add(ContractFaults.emptyCsv(name));
            return Optional.empty();
        }
        List<String> fields = rows.get(0).values().stream()
                .map(field -> field == null ? "" : field)
                .toList();
        List<Row> misshapen = rows.stream()
                .filter(row -> row.values().size() != fields.size())
                .toList();
        for (Row row : misshapen.subList(0, Math.min(MOST_PROBLEMS, misshapen.size()))) {
            problems.add(ContractFaults.wrongFieldCount(name, row, fields.size()));
        }
        return misshapen.isEmpty()
                ? Optional.of(new CsvFile(name, fields, rows.subList(1, rows.size())))
                : Optional.empty();
    }

    /** Empty if a line is no CSV, which was added: what follows it cannot be told apart. */
    private static Optional<List<Row>> rows(String name, String text, Problems problems) {
        CsvRows handler = new CsvRows();
        List<Row> rows = new ArrayList<>();
        try (CsvReader<Row> reader = CsvReader.builder()
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .allowExtraCharsAfterClosingQuote(false)
                .maxBufferSize(LONGEST_FIELD)
                .build(handler, text)) {
            reader.forEach(rows::add);
        } catch (CsvParseException broken) {
            problems.add(ContractFaults.brokenCsv(name, handler.line(), LONGEST_FIELD));
            return Optional.empty();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a text in memory cannot be read", impossible);
        }
        if (handler.strayQuoteLine() > 0) {
            problems.add(ContractFaults.strayQuote(name, handler.strayQuoteLine()));
            return Optional.empty();
        }
        return Optional.of(rows);
    }
}
