package dev.madrugada.localstack.redshift;

/**
 * Translates Redshift SQL into SQL that PostgreSQL runs in the same session and transaction. Each session has its own
 * translator, used by one thread. Temporary files of a statement are kept until the session ends, because the statement
 * may run again.
 */
interface StatementTranslator extends AutoCloseable {
    /**
     * Translates a statement. Returns the statement unchanged if nothing needs translation. Never throws: an error
     * becomes a statement that raises the error in the session.
     */
    Translation translated(String sql);

    @Override
    void close();
}
