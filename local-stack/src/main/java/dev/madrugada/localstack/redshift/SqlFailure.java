package dev.madrugada.localstack.redshift;

/** An error the client shall get inside its session, as if the statement had failed there. */
final class SqlFailure extends Exception {
    private static final long serialVersionUID = 1L;
    /** What Redshift says of most failed loads. */
    static final String LOAD = "XX000";

    static final String SYNTAX = "42601";
    static final String UNSUPPORTED = "0A000";

    /** What most refused Parquet files are called. */
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

    /** A refused COPY as Redshift tells it: the error as message, and in the detail once more with code and context. */
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

    /** Empty if there is none. */
    String detail() {
        return detail;
    }

    String state() {
        return state;
    }
}
