package dev.madrugada.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A part of a mail, as HTML and as plain text. Styles are inline, because many mail clients ignore style sheets. */
sealed interface MailPart {
    void write(Html html);

    /** The plain text. Its last line has no line end. */
    String text();

    /** One paragraph. */
    record Paragraph(String words) implements MailPart {
        @Override
        public void write(Html html) {
            html.element("p", words, "style", "margin:0 0 12px;overflow-wrap:anywhere")
                    .line();
        }

        @Override
        public String text() {
            return words;
        }
    }

    /** The badge, coloured by its level. */
    record BadgePart(Badge badge) implements MailPart {
        @Override
        public void write(Html html) {
            String colours = switch (badge.level()) {
                case CLEAN -> "background:#e3f4ea;color:#14633a";
                case ATTENTION -> "background:#fdf0cf;color:#6b4a00";
                case NOT_PROVED -> "background:#fde8e8;color:#9b1c1c";
            };
            html.open("p", "style", "margin:0 0 12px")
                    .element(
                            "strong",
                            badge.text(),
                            "style",
                            "display:inline-block;padding:5px 12px;border-radius:14px;" + colours)
                    .close()
                    .line();
        }

        @Override
        public String text() {
            return badge.text();
        }
    }

    /**
     * A small table.
     *
     * @param caption the line above the table
     * @param rows the rows; each has one cell per head
     */
    record Table(String caption, List<Tables.Head> heads, List<List<String>> rows) implements MailPart {
        private static final int MAX_CELL_LENGTH = 60;
        private static final String CELL = "padding:4px 12px 4px 0;border-bottom:1px solid #d8dde6;vertical-align:top;";

        @Override
        public void write(Html html) {
            html.open("div", "style", "overflow-x:auto;margin:0 0 16px")
                    .element("p", caption, "style", "margin:0 0 4px;font-weight:600")
                    .open("table", "style", "border-collapse:collapse;font-size:14px")
                    .open("tr");
            for (Tables.Head head : heads) {
                html.element("th", head.text(), "scope", "col", "style", CELL + "color:#566174;" + align(head));
            }
            html.close().line();
            for (List<String> row : rows) {
                html.open("tr");
                for (int i = 0; i < row.size(); i++) {
                    html.element(
                            "td", Labels.shortened(row.get(i), MAX_CELL_LENGTH), "style", CELL + align(heads.get(i)));
                }
                html.close().line();
            }
            html.close().close().line();
        }

        @Override
        public String text() {
            List<List<String>> lines = new ArrayList<>();
            lines.add(heads.stream().map(Tables.Head::text).toList());
            rows.forEach(row -> lines.add(row.stream()
                    .map(cell -> Labels.shortened(cell, MAX_CELL_LENGTH))
                    .toList()));
            List<Integer> widths = IntStream.range(0, heads.size())
                    .mapToObj(column -> lines.stream()
                            .mapToInt(line -> length(line.get(column)))
                            .max()
                            .orElse(0))
                    .toList();
            return caption + ":\n"
                    + lines.stream().map(line -> "  " + line(line, widths)).collect(Collectors.joining("\n"));
        }

        private String line(List<String> cells, List<Integer> widths) {
            return IntStream.range(0, cells.size())
                    .mapToObj(i -> {
                        String space = " ".repeat(widths.get(i) - length(cells.get(i)));
                        return heads.get(i).align() == Tables.Align.END ? space + cells.get(i) : cells.get(i) + space;
                    })
                    .collect(Collectors.joining("  "))
                    .stripTrailing();
        }

        private static int length(String text) {
            return text.codePointCount(0, text.length());
        }

        private static String align(Tables.Head head) {
            return switch (head.align()) {
                case START -> "text-align:left";
                case PROSE -> "text-align:left;overflow-wrap:anywhere;min-width:90px";
                case END -> "text-align:right;white-space:nowrap";
            };
        }
    }
}
