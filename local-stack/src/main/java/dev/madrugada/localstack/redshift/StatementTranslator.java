package dev.madrugada.localstack.redshift;

/**
 * Turns what only Redshift knows into what PostgreSQL runs in the same session and transaction. One per session, used
 * by one thread. What it made for a statement lives until the session ends, because the statement may run again.
 */
interface StatementTranslator extends AutoCloseable {
    /**
     * The text to run instead, which may be the same one. Never fails: an error becomes a statement
     * that raises it, so that the session notices it in its turn.
     */
    Translation translated(String sql);

    @Override
    void close();
}
