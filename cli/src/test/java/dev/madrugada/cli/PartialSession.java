package dev.madrugada.cli;

import dev.madrugada.warehouse.LimitedResult;
import dev.madrugada.warehouse.QueryResult;
import dev.madrugada.warehouse.ReadLimit;
import dev.madrugada.warehouse.RedshiftSession;
import dev.madrugada.warehouse.SqlStatement;
import java.util.List;

/** A session of a warehouse that answers only what a test overrides; anything else fails the test. */
public abstract class PartialSession implements RedshiftSession {
    @Override
    public <T> T transaction(Work<T> work) {
        throw unexpected("a transaction");
    }

    @Override
    public <T> T readOnly(Work<T> work) {
        throw unexpected("a read-only transaction");
    }

    @Override
    public LimitedResult query(SqlStatement statement, ReadLimit limit) {
        throw unexpected(statement.text());
    }

    @Override
    public List<QueryResult.Column> describe(SqlStatement statement) {
        throw unexpected(statement.text());
    }

    @Override
    public void close() {}

    private static AssertionError unexpected(String what) {
        return new AssertionError("the code under test is not expected to ask the warehouse for " + what);
    }
}
