package dev.madrugada.cli.check;

import dev.madrugada.aws.secrets.WarehouseSecret;
import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.localstack.LocalStackEndpoints;
import dev.madrugada.report.ReportCheck;
import dev.madrugada.warehouse.Identifier;
import dev.madrugada.warehouse.RedshiftSession;
import dev.madrugada.warehouse.SessionSettings;
import dev.madrugada.warehouse.SqlStatement;
import dev.madrugada.warehouse.TableDdl;
import dev.madrugada.warehouse.TableName;
import dev.madrugada.warehouse.redshift.JdbcRedshiftSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Checks report.sql against an empty copy of the dataset's table in a local warehouse. */
final class WarehouseCheck {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private WarehouseCheck() {}

    /**
     * Creates the table, lets the warehouse plan the report's query over it, and drops the table.
     *
     * @throws dev.madrugada.common.error.TerminalException InvalidContract, naming report.sql or dataset.yaml
     */
    static void verify(LocalStackEndpoints.Redshift at, DatasetFolder folder) {
        WarehouseSecret login = new WarehouseSecret(at.host(), at.port(), at.database(), at.user(), at.password());
        SqlStatement drop = SqlStatement.of(
                "DROP TABLE IF EXISTS " + TableName.of(folder.contract().warehouse()));
        try (RedshiftSession session = JdbcRedshiftSession.open(login, SessionSettings.of("check", "local", LONGEST))) {
            session.execute(createSchema(folder.contract()));
            // A check that was killed may have left a table with other columns.
            session.execute(drop);
            session.execute(createTable(folder.contract()));
            try {
                ReportCheck.prepare(session, folder);
            } finally {
                session.execute(drop);
            }
        }
    }

    /**
     * The DDL of the schema, which must exist before the first load, and of the table, which a load creates if needed.
     */
    static List<String> ddl(DatasetContract contract) {
        return List.of(
                createSchema(contract).text() + ";", createTable(contract).text() + ";");
    }

    private static SqlStatement createSchema(DatasetContract contract) {
        return SqlStatement.of("CREATE SCHEMA IF NOT EXISTS "
                + new Identifier(contract.warehouse().schema()));
    }

    private static SqlStatement createTable(DatasetContract contract) {
        List<Column> columns = new ArrayList<>(contract.curatedColumns());
        columns.add(new Column(contract.eventTime().partition(), ColumnType.parse("date")));
        return TableDdl.createIfAbsent(TableName.of(contract.warehouse()), columns);
    }
}
