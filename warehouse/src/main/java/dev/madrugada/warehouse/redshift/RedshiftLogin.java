package dev.madrugada.warehouse.redshift;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.secrets.WarehouseArguments;
import dev.madrugada.aws.secrets.WarehouseSecret;
import dev.madrugada.warehouse.RedshiftSession;
import dev.madrugada.warehouse.SessionSettings;

/**
 * Opens sessions of the warehouse that a stage's arguments name. Each session reads the secret again, so that a password
 * that was rotated meanwhile is used.
 *
 * @param warehouse the secret's name, and what goes before its fields
 */
public record RedshiftLogin(AwsClients clients, WarehouseArguments warehouse) {
    /**
     * Logs in. The caller closes the session.
     *
     * @throws dev.madrugada.common.error.MadrugadaException InputMissing if the secret cannot be read or used,
     *     WarehouseUnavailable if Secrets Manager or the warehouse cannot be reached
     */
    public RedshiftSession open(SessionSettings settings) {
        return JdbcRedshiftSession.open(WarehouseSecret.of(clients, warehouse), settings);
    }
}
