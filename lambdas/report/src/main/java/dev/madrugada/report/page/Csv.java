package dev.madrugada.report.page;

import dev.madrugada.report.query.Answer;
import dev.madrugada.report.query.Cell;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An answer as CSV after RFC 4180: UTF-8 without a byte order mark, a header, CRLF after every line, fields quoted
 * where they must be; null is an empty field, an empty string a quoted one.
 *
 * <p>Spreadsheets run a field that starts like a formula, and text of ours may come from whoever may put a record on
 * the stream. So text (never a number) that starts with {@code = + - @}, one of their full-width forms, a tab, a carriage
 * return or a line feed gets an apostrophe before it, which a spreadsheet hides and other readers see. Without that,
 * opening a mailed report could run what a stranger wrote. A semicolon or a tab inside a field has it quoted too: a
 * spreadsheet of another language may part fields there.
 *
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">CSV injection</a>
 */
public final class Csv {
    private static final String LINE_END = "\r\n";
    private static final Pattern FORMULA =
            Pattern.compile("[=+\\-@\\t\\r\\n\uFF1D\uFF0B\uFF0D\uFF20].*", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile(".*[\",;\\t\\r\\n].*", Pattern.DOTALL);

    private Csv() {}

    public static byte[] of(Answer answer) {
        StringBuilder csv = new StringBuilder();
        csv.append(line(answer.columns().stream().map(Csv::disarmed).toList()));
        for (List<Cell> row : answer.rows()) {
            csv.append(row.stream().map(Csv::field).collect(Collectors.joining(",", "", LINE_END)));
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A cell's text as a reader of the CSV gets it. */
    static String text(Cell cell) {
        return cell.kind() == Cell.Kind.TEXT ? disarmed(cell.text()) : cell.text();
    }

    private static String line(List<String> names) {
        return names.stream().map(Csv::quoted).collect(Collectors.joining(",", "", LINE_END));
    }

    private static String field(Cell cell) {
        return cell.kind() == Cell.Kind.NULL ? "" : quoted(text(cell));
    }

    private static String quoted(String text) {
        return text.isEmpty() || QUOTED.matcher(text).matches() ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static String disarmed(String text) {
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }
}
