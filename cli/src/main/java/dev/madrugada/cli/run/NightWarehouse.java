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

/** The local warehouse, by a session of the run's own: its schema is made, its table counted. */
record NightWarehouse(LocalStackEndpoints.Redshift at) {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** Makes the schema unless it is there. On AWS people do, who may do more than a load. */
    void ensureSchema(WarehouseTable table) {
        try (RedshiftSession session = open()) {
            session.execute(SqlStatement.of("CREATE SCHEMA IF NOT EXISTS " + new Identifier(table.schema())));
        }
    }

    /** Rows of the table's partitions, as {@code <column>=<day>}, by partition. */
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
