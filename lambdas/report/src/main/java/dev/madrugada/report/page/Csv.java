package dev.madrugada.report.page;

import dev.madrugada.report.query.Answer;
import dev.madrugada.report.query.Cell;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes a result as CSV according to RFC 4180: UTF-8 without a byte order mark, a header line, and CRLF after each
 * line. Fields are quoted where necessary. A null is an empty field and an empty string is a quoted empty field.
 *
 * <p>Spreadsheets execute a field that starts like a formula, and anyone who can put records on the stream can put text
 * into the report. Therefore text that starts with {@code = + - @}, one of their full-width forms, a tab, a carriage
 * return or a line feed is prefixed with an apostrophe; numbers are not. A spreadsheet hides the apostrophe; other
 * readers see it. Fields with a semicolon or a tab are quoted too, because spreadsheets in some locales use these as
 * separators.
 *
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">CSV injection</a>
 */
public final class Csv {
    private static final String LINE_END = "\r\n";
    private static final Pattern FORMULA =
            Pattern.compile("[=+\\-@\\t\\r\\n\uFF1D\uFF0B\uFF0D\uFF20].*", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile(".*[\",;\\t\\r\\n].*", Pattern.DOTALL);

    private Csv() {}

    /** The CSV in UTF-8. */
    public static byte[] of(Answer answer) {
        StringBuilder csv = new StringBuilder();
        csv.append(line(answer.columns().stream().map(Csv::withoutFormula).toList()));
        for (List<Cell> row : answer.rows()) {
            csv.append(row.stream().map(Csv::field).collect(Collectors.joining(",", "", LINE_END)));
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The text of a cell as a CSV reader returns it. */
    static String text(Cell cell) {
        return cell.kind() == Cell.Kind.TEXT ? withoutFormula(cell.text()) : cell.text();
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

    private static String withoutFormula(String text) {
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }
}
