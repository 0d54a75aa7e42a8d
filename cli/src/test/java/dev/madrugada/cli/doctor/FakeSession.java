package dev.madrugada.cli.doctor;

import dev.madrugada.cli.PartialSession;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.warehouse.QueryResult;
import dev.madrugada.warehouse.RedshiftSession;
import dev.madrugada.warehouse.SqlStatement;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A warehouse that answers doctor's statements as Redshift should, except for its flaws. */
final class FakeSession extends PartialSession {
    /** What may be wrong with a warehouse. */
    enum Flaw {
        REFUSES_LOGIN,
        HAS_NO_SCHEMA,
        MAY_NOT_CREATE,
        COPY_FAILS,
        COPY_LOSES_A_ROW,
        ROUNDS_DECIMALS,
        COUNTS_CHARACTERS
    }

    private final Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);
    private final List<String> statements = new ArrayList<>();

    void has(Flaw flaw) {
        flaws.add(flaw);
    }

    List<String> statements() {
        return statements;
    }

    /** Opens a session, unless the login is refused. */
    RedshiftSession opened() {
        if (flaws.contains(Flaw.REFUSES_LOGIN)) {
            throw fault("the login was refused", "correct username and password in the secret");
        }
        return this;
    }

    private static RuntimeException fault(String what, String fix) {
        return Fault.of(ErrorCode.InputMissing)
                .at("warehouse")
                .what(what)
                .because("28000")
                .fix(fix)
                .exception();
    }

    @Override
    public <T> T transaction(Work<T> work) {
        return work.run();
    }

    @Override
    public long execute(SqlStatement statement) {
        statements.add(statement.toString());
        if (statement.text().startsWith("COPY") && flaws.contains(Flaw.COPY_FAILS)) {
            throw fault("the COPY role is not authorized", "attach the role to the cluster or workgroup");
        }
        if (statement.text().contains("'ñññ'") && !flaws.contains(Flaw.COUNTS_CHARACTERS)) {
            throw fault("the value is too long", "shorten it");
        }
        return 0;
    }

    @Override
    public QueryResult query(SqlStatement statement) {
        String sql = statement.text();
        if (sql.contains("has_schema_privilege")) {
            return flaws.contains(Flaw.HAS_NO_SCHEMA)
                    ? result(1, List.of())
                    : result(1, List.of(List.of(!flaws.contains(Flaw.MAY_NOT_CREATE))));
        }
        if (sql.contains("madrugada_doctor_truncated")) {
            return result(1, List.of(List.of(0L)));
        }
        if (sql.contains("count(")) {
            return result(4, List.of(List.of(9L, 9L, 9L, 9L)));
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (long id = 0; id < (flaws.contains(Flaw.COPY_LOSES_A_ROW) ? 9 : 10); id++) {
            rows.add(row(id));
        }
        return result(10, rows);
    }

    /** The values that the canary's file has, written down once more. */
    private List<@Nullable Object> row(long id) {
        if (id == 9) {
            List<@Nullable Object> nulls = new ArrayList<>(Collections.nCopies(10, null));
            nulls.set(0, id);
            return nulls;
        }
        int scale = flaws.contains(Flaw.ROUNDS_DECIMALS) ? 3 : 4;
        return Arrays.asList(
                id,
                id - 5,
                id * 0.25,
                new BigDecimal("0.0" + id),
                BigDecimal.valueOf(id, 4).setScale(scale, RoundingMode.HALF_UP),
                new BigDecimal("0.00" + id + "0000000"),
                id % 2 == 0,
                "ñandú " + id,
                Instant.parse("1970-01-01T00:00:0" + id + ".123456Z"),
                LocalDate.parse("2001-01-0" + (id + 1)));
    }

    private static QueryResult result(int columns, List<List<@Nullable Object>> rows) {
        return new QueryResult(Collections.nCopies(columns, new QueryResult.Column("c", QueryResult.Type.TEXT)), rows);
    }
}
