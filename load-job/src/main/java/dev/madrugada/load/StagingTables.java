package dev.madrugada.load;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.warehouse.Identifier;
import dev.madrugada.warehouse.Literal;
import dev.madrugada.warehouse.RedshiftSession;
import dev.madrugada.warehouse.SqlStatement;
import dev.madrugada.warehouse.TableDdl;
import dev.madrugada.warehouse.TableName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The staging tables of a target's schema: {@code madrugada_staging_<time>_<run>_<random>}. A load drops its own. A load
 * that was killed leaves one; the next attempt of its run drops it, or any load after {@link #LONGEST_LIFE}.
 *
 * @param target the table that is loaded
 * @param run eight hexadecimal digits of the run, the dataset and the target
 */
record StagingTables(TableName target, String run) {
    private static final Logger LOG = LoggerFactory.getLogger(StagingTables.class);
    private static final String PREFIX = "madrugada_staging_";
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{12})_([0-9a-f]{8})_[0-9a-f]{8}");
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyyMMddHHmm").withZone(ZoneOffset.UTC);
    private static final int DIGITS = 8;

    /** Longer than any load may take. */
    private static final Duration LONGEST_LIFE = Duration.ofHours(24);

    static StagingTables of(TableName target, String dataset, String runId) {
        String digest = Digest.sha256((target + " " + dataset + " " + runId).getBytes(StandardCharsets.UTF_8))
                .text();
        return new StagingTables(target, digest.substring(digest.length() - DIGITS));
    }

    /** A table that nobody else uses. */
    StagingTable next(List<Column> columns, Instant now) {
        String random = UUID.randomUUID().toString().substring(0, DIGITS);
        return new StagingTable(named(PREFIX + MINUTE.format(now) + "_" + run + "_" + random), columns);
    }

    /**
     * Drops the tables that loads have left: those of earlier attempts of this run, since the state machine starts an
     * attempt after the end of the one before, and old ones of any run. A table that this login may not drop stays.
     */
    void dropDead(RedshiftSession session, Instant now) {
        SqlStatement tables = SqlStatement.of("SELECT table_name FROM information_schema.tables WHERE table_schema = "
                + Literal.of(target.schema().name()) + " AND table_name LIKE " + Literal.of(PREFIX + "%"));
        for (List<@Nullable Object> row : session.query(tables).rows()) {
            dead(String.valueOf(row.get(0)), now).ifPresent(table -> drop(session, table));
        }
    }

    private Optional<TableName> dead(String table, Instant now) {
        Matcher name = NAME.matcher(table);
        if (!name.matches()) {
            return Optional.empty();
        }
        boolean isOld = name.group(1).compareTo(MINUTE.format(now.minus(LONGEST_LIFE))) < 0;
        return isOld || name.group(2).equals(run) ? Optional.of(named(table)) : Optional.empty();
    }

    /** Drops a table; if that fails, a later load drops it. */
    static void drop(RedshiftSession session, TableName table) {
        try {
            session.execute(TableDdl.dropIfExists(table));
        } catch (MadrugadaException left) {
            LOG.warn("{} could not be dropped ({}); a later load drops it", table.plain(), left.code());
        }
    }

    private TableName named(String table) {
        return new TableName(target.schema(), new Identifier(table));
    }
}
