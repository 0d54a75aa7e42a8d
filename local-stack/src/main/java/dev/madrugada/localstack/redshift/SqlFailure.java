package dev.madrugada.localstack.redshift;

/** An error that the client receives within its session, as if the server had raised it. */
final class SqlFailure extends Exception {
    private static final long serialVersionUID = 1L;
    /** SQLState that Redshift reports for most failed loads. */
    static final String LOAD = "XX000";

    static final String SYNTAX = "42601";
    static final String UNSUPPORTED = "0A000";

    /** Message that Redshift reports for most rejected Parquet files. */
    static final String SCAN = "Spectrum Scan Error";

    private final String state;
    private final String detail;

    SqlFailure(String state, String message) {
        this(state, message, "");
    }

    private SqlFailure(String state, String message, String detail) {
        super(message);
        this.state = state;
        this.detail = detail;
    }

    /**
     * A rejected COPY in Redshift's format: the message is the error; the detail repeats the error with code and
     * context.
     */
    static SqlFailure load(String error, int code, String context) {
        return new SqlFailure(LOAD, error, detail(error, code, context));
    }

    static String detail(String error, int code, String context) {
        return """

                  -----------------------------------------------
                  error:  %s
                  code:      %d
                  context:   %s
                  query:     1
                  location:  dory_util.cpp:1450
                  process:   worker_thread [pid=1]
                  -----------------------------------------------
                """.formatted(error, code, context);
    }

    /** The DETAIL of the error; an empty string if there is none. */
    String detail() {
        return detail;
    }

    String state() {
        return state;
    }
}
