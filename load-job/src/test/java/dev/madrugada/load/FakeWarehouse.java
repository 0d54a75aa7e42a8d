package dev.madrugada.load;

import dev.madrugada.warehouse.LimitedResult;
import dev.madrugada.warehouse.QueryResult;
import dev.madrugada.warehouse.ReadLimit;
import dev.madrugada.warehouse.RedshiftSession;
import dev.madrugada.warehouse.SqlStatement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A warehouse that notes every statement, and answers those that begin with a given text. A query that nobody gave an
 * answer for has no rows.
 */
final class FakeWarehouse implements RedshiftSession {
    private final List<String> asked = new ArrayList<>();
    private final Map<String, Supplier<List<List<@Nullable Object>>>> answers = new LinkedHashMap<>();
    private int opened;

    RedshiftSession open() {
        opened++;
        return this;
    }

    int opened() {
        return opened;
    }

    /** The statements' texts in order, with {@code BEGIN}, {@code COMMIT} and {@code ROLLBACK} as sent. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    void forget() {
        asked.clear();
        opened = 0;
    }

    FakeWarehouse answering(String beginning, Object... row) {
        return answering(beginning, () -> List.of(List.of(row)));
    }

    /**
     * Answers statements that begin with a text. If the supplier throws, the statement fails, whether or not it is a
     * query.
     */
    FakeWarehouse answering(String beginning, Supplier<List<List<@Nullable Object>>> rows) {
        answers.put(beginning, rows);
        return this;
    }

    @Override
    public <T> T transaction(Work<T> work) {
        asked.add("BEGIN");
        T result;
        try {
            result = work.run();
        } catch (RuntimeException thrown) {
            asked.add("ROLLBACK");
            throw thrown;
        }
        asked.add("COMMIT");
        answer("COMMIT");
        return result;
    }

    @Override
    public long execute(SqlStatement statement) {
        asked.add(statement.toString());
        answer(statement.text());
        return 1;
    }

    @Override
    public QueryResult query(SqlStatement statement) {
        asked.add(statement.toString());
        List<List<@Nullable Object>> rows = answer(statement.text());
        int width = rows.isEmpty() ? 0 : rows.get(0).size();
        List<QueryResult.Column> columns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            columns.add(new QueryResult.Column("c" + i, QueryResult.Type.TEXT));
        }
        return new QueryResult(columns, rows);
    }

    @Override
    public <T> T readOnly(Work<T> work) {
        throw new UnsupportedOperationException("the load writes");
    }

    @Override
    public LimitedResult query(SqlStatement statement, ReadLimit limit) {
        throw new UnsupportedOperationException("the load reads all rows");
    }

    @Override
    public List<QueryResult.Column> describe(SqlStatement statement) {
        throw new UnsupportedOperationException("the load runs its statements");
    }

    @Override
    public void close() {}

    private List<List<@Nullable Object>> answer(String text) {
        return answers.entrySet().stream()
                .filter(answer -> text.startsWith(answer.getKey()))
                .findFirst()
                .map(answer -> answer.getValue().get())
                .orElse(List.of());
    }
}
