package dev.madrugada.localstack.redshift;

/** An error the client shall get inside its session, as if the statement had failed there. */
final class SqlFailure extends Exception {
    private static final long serialVersionUID = 1L;
    /** What Redshift says of most failed loads. */
    static final String LOAD = "XX000";

    static final String SYNTAX = "42601";
    static final String UNSUPPORTED = "0A000";

    private final String state;

    SqlFailure(String state, String message) {
        super(message);
        this.state = state;
    }

    String state() {
        return state;
    }
}
