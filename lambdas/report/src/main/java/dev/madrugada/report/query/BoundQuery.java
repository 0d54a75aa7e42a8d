package dev.madrugada.report.query;

/**
 * The report query with its parameters' values in it. Its lines are those of the file.
 *
 * @param file names the query in messages
 */
public record BoundQuery(String file, String sql) {
    /** The statement that plans the query. */
    public BoundQuery explained() {
        return new BoundQuery(file, "EXPLAIN " + sql);
    }

    /**
     * File and line of a place in the SQL.
     *
     * @param position 1-based, in code points, as the server counts; 0 if it gave none: then the file alone
     */
    public String at(int position) {
        if (position < 1 || position > sql.codePointCount(0, sql.length())) {
            return file;
        }
        return file + ":" + lineOf(sql.offsetByCodePoints(0, position - 1));
    }

    /** File and line of the only line that has the word; the file alone if several have it, or none. */
    public String at(String word) {
        int first = sql.indexOf(word);
        return first < 0 || lineOf(first) != lineOf(sql.lastIndexOf(word)) ? file : file + ":" + lineOf(first);
    }

    private long lineOf(int index) {
        return sql.substring(0, index).chars().filter(c -> c == '\n').count() + 1;
    }
}
