package dev.madrugada.cli.init;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.common.contract.CsvFile;
import dev.madrugada.common.contract.CsvFile.FirstRows;
import dev.madrugada.common.contract.CsvFile.Row;
import dev.madrugada.common.contract.CsvForm;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.MadrugadaException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.SequenceInputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV file whose first line is a header: each row is an object of texts, as it is in a source of files. The
 * delimiter and the encoding are guessed from the file's first megabyte.
 */
final class CsvSample {
    /** Stands for bytes that are not in the encoding. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final Pattern NAME = Pattern.compile(".*\\.[ct]sv(\\.gz)?");
    private static final int BYTES_TO_GUESS = 1 << 20;
    private static final int ROWS_TO_GUESS = 100;
    private static final double MOST_ROWS = 0.9;
    /** A file in UTF-8 may have a few broken characters, of which a night refuses the rows. */
    private static final double FEW_CHARACTERS = 0.1;
    /** The encoding that is tried for files that are not UTF-8. */
    private static final String OTHER_ENCODING = "windows-1252";

    private final Path file;
    private final CsvForm form;
    private final FirstRows read;

    private CsvSample(Path file, CsvForm form, FirstRows read) {
        this.file = file;
        this.form = form;
        this.read = read;
    }

    /** Whether the file's name is that of a CSV file. */
    static boolean isOne(Path file) {
        return NAME.matcher(file.toString().toLowerCase(Locale.ROOT)).matches();
    }

    /** @param most how many records are read */
    static Sample read(Path file, InputStream content, int most) throws IOException {
        byte[] first = content.readNBytes(BYTES_TO_GUESS);
        String encoding = encoding(first);
        String beginning = new String(first, Charset.forName(encoding));
        CsvForm form = new CsvForm(List.of(), delimiter(beginning), CsvForm.DEFAULT.quote(), encoding);
        PushbackReader text = new PushbackReader(new InputStreamReader(
                new SequenceInputStream(new ByteArrayInputStream(first), content), Charset.forName(encoding)));
        int start = text.read();
        if (start >= 0 && start != BYTE_ORDER_MARK) {
            text.unread(start);
        }
        return new CsvSample(file, form, CsvFile.firstRows(text, form, most == Integer.MAX_VALUE ? most : most + 1))
                .records();
    }

    private Sample records() {
        List<Row> rows = read.rows();
        if (rows.size() < 2) {
            throw read.brokenLine() > 0
                    ? refused(
                            "line " + read.brokenLine() + " is not CSV",
                            "close its quotes, and double those inside a value in quotes")
                    : refused("it has no row after the header", "name a file with a header and rows");
        }
        List<@Nullable String> header = rows.get(0).values();
        requireNames(header);
        SeenField root = new SeenField();
        long unreadable = 0;
        for (Row row : rows.subList(1, rows.size())) {
            if (isReadable(row, header.size())) {
                root.add(object(header, row.values()));
            } else {
                unreadable++;
            }
        }
        if (unreadable >= root.objects()) {
            throw refused(
                    "most rows have another number of values than the first line, a quote at a wrong place, or bytes that"
                            + " are not in " + form.encoding(),
                    "see that the first line is the header, and that values with delimiters in them are in quotes");
        }
        return new Sample(
                file, root, false, unreadable, read.isWhole(), Optional.of(new Sample.Csv(form, read.brokenLine())));
    }

    private boolean isReadable(Row row, int columns) {
        return row.values().size() == columns
                && !read.strayQuotes().contains(row.line())
                && row.values().stream().noneMatch(value -> value != null && value.indexOf(REPLACEMENT) >= 0);
    }

    private static String encoding(byte[] bytes) {
        if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
            return "UTF-16";
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        long broken = text.chars().filter(c -> c == REPLACEMENT).count();
        long beyondAscii = text.chars().filter(c -> c > 0x7F).count();
        return broken > FEW_CHARACTERS * beyondAscii && isIn(OTHER_ENCODING, bytes) ? OTHER_ENCODING : "UTF-8";
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length > 1 && bytes[0] == (byte) first && bytes[1] == (byte) second;
    }

    private static boolean isIn(String encoding, byte[] bytes) {
        try {
            var unused = Charset.forName(encoding).newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException otherEncoding) {
            return false;
        }
    }

    /** The one that gives the most columns, if nearly all rows have them. */
    private static char delimiter(String text) {
        return Stream.of(',', ';', '\t', '|')
                .max(Comparator.comparingInt(delimiter -> columns(text, delimiter)))
                .filter(delimiter -> columns(text, delimiter) > 1)
                .orElse(',');
    }

    private static int columns(String text, char delimiter) {
        CsvForm tried = new CsvForm(List.of(), delimiter, CsvForm.DEFAULT.quote(), CsvForm.DEFAULT.encoding());
        try {
            List<Row> rows = CsvFile.firstRows(new StringReader(text), tried, ROWS_TO_GUESS)
                    .rows();
            int columns = rows.isEmpty() ? 0 : rows.get(0).values().size();
            long alike =
                    rows.stream().filter(row -> row.values().size() == columns).count();
            return alike >= MOST_ROWS * rows.size() ? columns : 0;
        } catch (IOException impossible) {
            throw new UncheckedIOException("a text in memory cannot be read", impossible);
        }
    }

    private void requireNames(List<@Nullable String> header) {
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i);
            boolean isEmpty = name == null || name.isBlank();
            if (isEmpty || header.indexOf(name) < i) {
                throw refused(
                        "its first line has " + (isEmpty ? "an empty name" : "a name twice") + " in column " + (i + 1),
                        "give each column a name of its own. If the files have no header, add one to this copy, and set"
                                + " source.files.csv.header to false with columns in the contract");
            }
        }
    }

    private static ObjectNode object(List<@Nullable String> header, List<@Nullable String> values) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < header.size(); i++) {
            object.put(header.get(i), values.get(i));
        }
        return object;
    }

    private MadrugadaException refused(String what, String fix) {
        return Fault.of(ErrorCode.InvalidArguments)
                .at("--from " + file)
                .what(what)
                .because("a CSV file has a header and a record in each row")
                .fix(fix)
                .exception();
    }
}
