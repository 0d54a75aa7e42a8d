package dev.madrugada.report.query;

/**
 * The report query with the values of its parameters. Its line numbers are those of the file.
 *
 * @param file file name, for messages
 */
public record BoundQuery(String file, String sql) {
    /** The EXPLAIN statement of this query. */
    public BoundQuery explained() {
        return new BoundQuery(file, "EXPLAIN " + sql);
    }

    /**
     * File and line of a position in the SQL.
     *
     * @param position 1-based position in code points, as the server reports it; 0 if it reports none, which gives the
     *     file name without a line
     */
    public String at(int position) {
        if (position < 1 || position > sql.codePointCount(0, sql.length())) {
            return file;
        }
        return file + ":" + lineOf(sql.offsetByCodePoints(0, position - 1));
    }

    /** File and line of a word; the file name without a line if the word occurs in no line or in several lines. */
    public String at(String word) {
        int first = sql.indexOf(word);
        return first < 0 || lineOf(first) != lineOf(sql.lastIndexOf(word)) ? file : file + ":" + lineOf(first);
    }

    private long lineOf(int index) {
        return sql.substring(0, index).chars().filter(c -> c == '\n').count() + 1;
    }
}
