package dev.madrugada.cli.init;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.common.contract.CsvFile;
import dev.madrugada.common.contract.CsvFile.Row;
import dev.madrugada.common.contract.CsvForm;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.MadrugadaException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV file whose first line is a header: each row is an object of texts, as a source of files reads it. The
 * delimiter and the encoding are guessed.
 */
final class CsvSample {
    private static final Pattern NAME = Pattern.compile(".*\\.[ct]sv(\\.gz)?");
    private static final int MOST_BYTES = 16 << 20;
    private static final int ROWS_TO_GUESS = 100;
    private static final double MOST_ROWS = 0.9;
    /** The encoding of files that are not UTF-8; every text can be read in it. */
    private static final String OTHER_ENCODING = "windows-1252";

    private CsvSample() {}

    /** Whether the file's name is that of a CSV file. */
    static boolean isOne(Path file) {
        return NAME.matcher(file.toString().toLowerCase(Locale.ROOT)).matches();
    }

    static Sample read(Path file, InputStream content, int most) throws IOException {
        byte[] bytes = content.readNBytes(MOST_BYTES + 1);
        boolean isCut = bytes.length > MOST_BYTES;
        byte[] wholeLines = isCut ? Arrays.copyOf(bytes, lastLineEnd(bytes)) : bytes;
        String encoding = encoding(wholeLines);
        String decoded = new String(wholeLines, Charset.forName(encoding));
        String text = decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
        CsvForm form = new CsvForm(List.of(), delimiter(text), CsvForm.DEFAULT.quote(), encoding);
        List<Row> rows = CsvFile.firstRows(text, form, most == Integer.MAX_VALUE ? most : most + 1);
        if (rows.size() < 2) {
            throw refused(file, "it has no row after the header", "name a file with a header and rows");
        }
        List<@Nullable String> header = rows.get(0).values();
        requireNames(file, header);
        SeenField root = new SeenField();
        long unreadable = 0;
        for (Row row : rows.subList(1, rows.size())) {
            if (row.values().size() == header.size()) {
                root.add(object(header, row.values()));
            } else {
                unreadable++;
            }
        }
        if (unreadable >= root.objects()) {
            throw refused(
                    file,
                    "most rows have another number of values than the first line",
                    "see that the first line is the header, and that values with delimiters in them are in quotes");
        }
        boolean isWhole =
                !isCut && CsvFile.firstRows(text, form, rows.size() + 1).size() == rows.size();
        return new Sample(file, root, unreadable, isWhole, Optional.of(form));
    }

    private static int lastLineEnd(byte[] bytes) {
        int at = MOST_BYTES;
        while (at > 0 && bytes[at - 1] != '\n') {
            at--;
        }
        return at == 0 ? MOST_BYTES : at;
    }

    private static String encoding(byte[] bytes) {
        if (bytes.length > 1 && (bytes[0] & 0xff) + (bytes[1] & 0xff) == 0xff + 0xfe && (bytes[0] & 0xff) >= 0xfe) {
            return "UTF-16";
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return "UTF-8";
        } catch (CharacterCodingException otherEncoding) {
            return OTHER_ENCODING;
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
        List<Row> rows = CsvFile.firstRows(
                text, new CsvForm(List.of(), delimiter, CsvForm.DEFAULT.quote(), "UTF-8"), ROWS_TO_GUESS);
        int columns = rows.isEmpty() ? 0 : rows.get(0).values().size();
        long alike = rows.stream().filter(row -> row.values().size() == columns).count();
        return alike >= MOST_ROWS * rows.size() ? columns : 0;
    }

    private static void requireNames(Path file, List<@Nullable String> header) {
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i);
            boolean isEmpty = name == null || name.isBlank();
            if (isEmpty || header.indexOf(name) < i) {
                throw refused(
                        file,
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

    private static MadrugadaException refused(Path file, String what, String fix) {
        return Fault.of(ErrorCode.InvalidArguments)
                .at("--from " + file)
                .what(what)
                .because("a CSV file has a header and a record in each row")
                .fix(fix)
                .exception();
    }
}
