package dev.madrugada.cli.deploy;

import dev.madrugada.aws.secrets.WarehouseSecret;
import dev.madrugada.cli.doctor.warehouse.WarehouseLogin;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.warehouse.Identifier;
import dev.madrugada.warehouse.RedshiftSession;
import dev.madrugada.warehouse.SessionSettings;
import dev.madrugada.warehouse.SqlStatement;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

/** Creates schemas in the warehouse, if it is reached from here. */
record SchemaSession(WarehouseLogin login, Reach reach) {
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int CONNECT_MILLIS = 3_000;

    /** Whether an address accepts connections from here. */
    @FunctionalInterface
    interface Reach {
        boolean canConnect(String host, int port);
    }

    static boolean connects(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            return true;
        } catch (IOException unreachable) {
            return false;
        }
    }

    /** Creates a schema; empty if it exists. */
    Optional<String> create(WarehouseSecret secret, String name) {
        SqlStatement create = SqlStatement.of("CREATE SCHEMA IF NOT EXISTS " + new Identifier(name));
        if (!reach.canConnect(secret.host(), secret.port())) {
            throw Fault.of(ErrorCode.WarehouseUnavailable)
                    .at(secret.host())
                    .what("the warehouse is not reached from here")
                    .because("it accepts no connection within " + CONNECT_MILLIS / 1_000 + " s")
                    .fix("run this SQL there: " + create.text())
                    .exception();
        }
        try (RedshiftSession session = login.open(secret, SessionSettings.of("deploy", "deploy", LONGEST))) {
            SqlStatement find =
                    SqlStatement.of("SELECT 1 FROM pg_namespace WHERE nspname = '" + name.replace("'", "''") + "'");
            if (!session.query(find).rows().isEmpty()) {
                return Optional.empty();
            }
            session.execute(create);
            return Optional.of("created the schema " + name);
        }
    }
}
