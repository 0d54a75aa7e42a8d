package dev.madrugada.common.contract;

import java.io.Serializable;
import java.util.List;

/**
 * How a CSV file of a source is written.
 *
 * @param columns the columns' names in order; empty if the first line has them
 * @param delimiter an ASCII character
 * @param quote an ASCII character, doubled inside a quoted value; {@link #NO_QUOTE} if values are never quoted
 * @param encoding the canonical name of a character set
 */
public record CsvForm(List<String> columns, char delimiter, char quote, String encoding) implements Serializable {
    /** A quote that no file has: CSV is read as bytes of ASCII's characters and others, never as U+FFFF. */
    public static final char NO_QUOTE = '\uffff';

    /** RFC 4180 in UTF-8 with a header. */
    public static final CsvForm DEFAULT = new CsvForm(List.of(), ',', '"', "UTF-8");

    public CsvForm {
        columns = List.copyOf(columns);
    }
}
