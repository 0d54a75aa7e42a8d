package dev.madrugada.localstack.redshift;

/** Translates COPY by {@link CopyTranslator} and other Redshift syntax by {@link RedshiftSyntax}. */
final class RedshiftTranslator implements StatementTranslator {
    private final CopyTranslator copies;

    RedshiftTranslator(CopyTranslator copies) {
        this.copies = copies;
    }

    @Override
    public Translation translated(String sql) {
        Translation copied = copies.translated(sql);
        return copied.sql().equals(sql) ? RedshiftSyntax.rewritten(sql) : copied;
    }

    @Override
    public void close() {
        copies.close();
    }
}
