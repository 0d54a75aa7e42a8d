package dev.madrugada.transform.enrich;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.UnescapedQuoteHandling;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file as RFC 4180 has it, in UTF-8; the first line names the fields.
 *
 * @param rows of as many values as there are fields; null where there is nothing, not even quotes
 */
record CsvFile(String name, List<String> fields, List<Line> rows) {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int LONGEST_FIELD = 1_000_000;

    /**
     * One record of the file.
     *
     * @param number of the line it ends on, from 1
     */
    record Line(long number, List<@Nullable String> values) {}

    /** @throws dev.madrugada.common.error.TerminalException InvalidContract, naming the line */
    static CsvFile read(String name, byte[] bytes) {
        CsvParser parser = new CsvParser(settings());
        List<Line> lines = new ArrayList<>();
        try {
            parser.beginParsing(new StringReader(text(name, bytes)));
            for (@Nullable String[] values = parser.parseNext(); values != null; values = parser.parseNext()) {
                lines.add(new Line(parser.getContext().currentLine(), Arrays.asList(values)));
            }
        } catch (TextParsingException broken) {
            throw invalid(name + ":" + (broken.getLineIndex() + 1), "the line is not CSV", "quotes do not match");
        }
        if (lines.isEmpty()) {
            throw invalid(name, "the file is empty", "its first line should name the fields");
        }
        List<String> fields =
                lines.get(0).values().stream().map(String::valueOf).toList();
        List<Line> rows = lines.subList(1, lines.size());
        for (Line row : rows) {
            if (row.values().size() != fields.size()) {
                throw invalid(
                        name + ":" + row.number(),
                        "the line has " + row.values().size() + " fields",
                        "the first line names " + fields.size());
            }
        }
        return new CsvFile(name, fields, List.copyOf(rows));
    }

    private static CsvParserSettings settings() {
        CsvParserSettings settings = new CsvParserSettings();
        settings.setLineSeparatorDetectionEnabled(true);
        settings.setIgnoreLeadingWhitespaces(false);
        settings.setIgnoreTrailingWhitespaces(false);
        settings.setCommentProcessingEnabled(false);
        settings.setSkipEmptyLines(true);
        settings.setEmptyValue("");
        settings.setMaxCharsPerColumn(LONGEST_FIELD);
        settings.setUnescapedQuoteHandling(UnescapedQuoteHandling.RAISE_ERROR);
        // Its messages quote the file, and a lookup may hold what is nobody's business.
        settings.setErrorContentLength(0);
        return settings;
    }

    private static String text(String name, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
            return marked ? text.substring(1) : text;
        } catch (CharacterCodingException broken) {
            throw invalid(name, "the file is not UTF-8", "it was saved in another encoding");
        }
    }

    private static RuntimeException invalid(String where, String what, String why) {
        return new Fault(ErrorCode.InvalidContract, where, what, why, "save it as CSV in UTF-8, as RFC 4180 says")
                .exception();
    }
}
