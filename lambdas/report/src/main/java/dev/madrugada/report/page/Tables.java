package dev.madrugada.report.page;

import java.util.ArrayList;
import java.util.List;

/** HTML tables that scroll horizontally on narrow pages. */
final class Tables {
    /** A column's head. */
    record Head(String text, Align align) {
        static Head text(String text) {
            return new Head(text, Align.START);
        }

        static Head prose(String text) {
            return new Head(text, Align.PROSE);
        }

        static Head number(String text) {
            return new Head(text, Align.END);
        }
    }

    /** START keeps text on one line, PROSE wraps it, END right-aligns numbers. */
    enum Align {
        START,
        PROSE,
        END
    }

    private Tables() {}

    static void begin(Html html, String caption, List<Head> heads) {
        html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption)
                .open("table")
                .element("caption", caption)
                .open("thead")
                .open("tr");
        for (Head head : heads) {
            html.element("th", head.text(), "scope", "col", "class", css(head));
        }
        html.close().close().line().open("tbody").line();
    }

    static void end(Html html) {
        html.close().close().close().line();
    }

    /** Writes a row; its first cell is the row's header. */
    static void row(Html html, List<Head> heads, List<String> cells) {
        html.open("tr");
        for (int i = 0; i < cells.size(); i++) {
            cell(html, heads.get(i), cells.get(i), i == 0 ? "th" : "td");
        }
        html.close().line();
    }

    private static void cell(Html html, Head head, String text, String element) {
        List<String> attributes = new ArrayList<>();
        if (element.equals("th")) {
            attributes.addAll(List.of("scope", "row"));
        }
        boolean missing = text.equals(ColumnFormat.NO_VALUE) || text.equals(ColumnFormat.NO_TEXT);
        attributes.addAll(List.of("class", css(head) + (missing ? " missing" : "")));
        if (head.align() == Align.PROSE) {
            // The text has its own direction, and its bidirectional marks do not affect other cells.
            attributes.addAll(List.of("dir", "auto"));
        }
        html.element(element, text, attributes.toArray(String[]::new));
    }

    private static String css(Head head) {
        return switch (head.align()) {
            case START -> "words";
            case PROSE -> "prose";
            case END -> "number";
        };
    }
}
