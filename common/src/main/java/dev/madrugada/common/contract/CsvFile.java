package dev.madrugada.common.contract;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.madrugada.common.error.Problems;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file of a dataset's folder, in RFC 4180 format and UTF-8; its first line contains the field names. Lines end
 * with LF, CRLF or CR, also mixed. A byte-order mark and empty lines are skipped. White space is part of a value.
 *
 * @param fields the field names from the first non-empty line
 * @param rows the other lines; each has one value per field
 */
public record CsvFile(String name, List<String> fields, List<Row> rows) {
    private static final int MAX_PROBLEMS = 20;
    private static final int MAX_FIELD_LENGTH = 16 * 1024 * 1024;

    /**
     * One record of the file.
     *
     * @param line the number of the record's first line, counted from 1; a quoted value may contain line breaks
     * @param values one value per field; null if nothing is between two commas, empty if there are two quotes
     */
    public record Row(long line, List<@Nullable String> values) {}

    public CsvFile {
        fields = List.copyOf(fields);
        rows = List.copyOf(rows);
    }

    /**
     * Reads a file.
     *
     * @param name the file's name for messages; messages never contain values of the file
     * @throws dev.madrugada.common.error.TerminalException InvalidContract, naming each line that is not CSV or whose
     *     number of fields differs from the first line's
     */
    public static CsvFile read(String name, byte[] bytes) {
        Problems problems = new Problems();
        Optional<CsvFile> file = read(name, bytes, problems);
        problems.throwIfAny();
        return file.orElseThrow();
    }

    /**
     * The first rows of a source's file.
     *
     * @param rows the header among them, unless the form has names
     * @param strayQuotes the lines of rows with a quote inside an unquoted value, which a source refuses
     * @param brokenLine the line of the row that is not CSV, at which reading ended; 0 if there is none
     * @param isWhole whether no row follows
     */
    public record FirstRows(List<Row> rows, Set<Long> strayQuotes, long brokenLine, boolean isWhole) {
        public FirstRows {
            rows = List.copyOf(rows);
            strayQuotes = Set.copyOf(strayQuotes);
        }
    }

    /**
     * Reads the first rows of a source's file in a form that its contract may have.
     *
     * @param most how many rows
     * @throws IOException if the reader does
     */
    public static FirstRows firstRows(Reader content, CsvForm form, int most) throws IOException {
        CsvRows handler = new CsvRows();
        List<Row> rows = new ArrayList<>();
        long brokenLine = 0;
        boolean isWhole = true;
        try (CsvReader<Row> reader = strict().fieldSeparator(form.delimiter())
                .quoteCharacter(form.quote())
                .build(handler, content)) {
            for (Row row : reader) {
                if (rows.size() == most) {
                    isWhole = false;
                    break;
                }
                rows.add(row);
            }
        } catch (CsvParseException broken) {
            brokenLine = handler.line();
            isWhole = false;
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
        return new FirstRows(rows, handler.strayQuoteLines(), brokenLine, isWhole);
    }

    /** Reads a file; empty if the file has problems, which are added to the given ones. */
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
        for (Row row : misshapen.subList(0, Math.min(MAX_PROBLEMS, misshapen.size()))) {
            problems.add(ContractFaults.wrongFieldCount(name, row, fields.size()));
        }
        return misshapen.isEmpty()
                ? Optional.of(new CsvFile(name, fields, rows.subList(1, rows.size())))
                : Optional.empty();
    }

    /** The file's records; empty if a line is not CSV, which is added as a problem: the lines after it are ambiguous. */
    private static Optional<List<Row>> rows(String name, String text, Problems problems) {
        CsvRows handler = new CsvRows();
        List<Row> rows = new ArrayList<>();
        try (CsvReader<Row> reader = strict().build(handler, text)) {
            reader.forEach(rows::add);
        } catch (CsvParseException broken) {
            problems.add(ContractFaults.brokenCsv(name, handler.line(), MAX_FIELD_LENGTH));
            return Optional.empty();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a text in memory cannot be read", impossible);
        }
        if (!handler.strayQuoteLines().isEmpty()) {
            problems.add(
                    ContractFaults.strayQuote(name, handler.strayQuoteLines().first()));
            return Optional.empty();
        }
        return Optional.of(rows);
    }

    /** A reader that refuses broken quotes, and leaves the number of values to the caller. */
    private static CsvReader.CsvReaderBuilder strict() {
        return CsvReader.builder()
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .allowExtraCharsAfterClosingQuote(false)
                .maxBufferSize(MAX_FIELD_LENGTH);
    }
}
