package dev.madrugada.cli.run;

import dev.madrugada.aws.secrets.WarehouseSecret;
import dev.madrugada.common.contract.WarehouseTable;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.localstack.LocalStackEndpoints;
import dev.madrugada.warehouse.Identifier;
import dev.madrugada.warehouse.RedshiftSession;
import dev.madrugada.warehouse.SessionSettings;
import dev.madrugada.warehouse.SqlStatement;
import dev.madrugada.warehouse.TableName;
import dev.madrugada.warehouse.redshift.JdbcRedshiftSession;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Creates the schema of the local warehouse and counts rows of its table, in a session of the run's own. */
record NightWarehouse(LocalStackEndpoints.Redshift at) {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** Creates the schema if it does not exist. On AWS an administrator does so, because the load's user may not. */
    void ensureSchema(WarehouseTable table) {
        try (RedshiftSession session = open()) {
            session.execute(SqlStatement.of("CREATE SCHEMA IF NOT EXISTS " + new Identifier(table.schema())));
        }
    }

    /** The number of rows of each partition; a partition is given as {@code <column>=<day>}. */
    Map<String, Long> counts(WarehouseTable table, List<String> partitions) {
        Map<String, Long> counts = new HashMap<>();
        try (RedshiftSession session = open()) {
            for (String name : partitions) {
                Partition partition = Partition.parse(name);
                counts.put(
                        name,
                        session.query(SqlStatement.of("SELECT count(*) FROM " + TableName.of(table) + " WHERE "
                                        + new Identifier(partition.column()) + " = '" + partition.day() + "'"))
                                .number());
            }
        }
        return counts;
    }

    private RedshiftSession open() {
        WarehouseSecret login = new WarehouseSecret(at.host(), at.port(), at.database(), at.user(), at.password());
        return JdbcRedshiftSession.open(login, SessionSettings.of("run", "local", LONGEST));
    }
}
