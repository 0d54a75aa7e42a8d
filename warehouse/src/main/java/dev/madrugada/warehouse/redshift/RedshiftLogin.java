package dev.madrugada.warehouse.redshift;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.secrets.WarehouseArguments;
import dev.madrugada.aws.secrets.WarehouseSecret;
import dev.madrugada.warehouse.RedshiftSession;
import dev.madrugada.warehouse.SessionSettings;

/**
 * Opens sessions of the warehouse that a stage's arguments name. The secret is read for each session, so that a rotated
 * password is used.
 *
 * @param warehouse the secret's name, and the address fields that take precedence over the secret
 */
public record RedshiftLogin(AwsClients clients, WarehouseArguments warehouse) {
    /**
     * Opens a session; the caller closes it.
     *
     * @throws dev.madrugada.common.error.MadrugadaException InputMissing if the secret or the login is rejected,
     *     WarehouseUnavailable if Secrets Manager or the warehouse is unreachable
     */
    public RedshiftSession open(SessionSettings settings) {
        return JdbcRedshiftSession.open(WarehouseSecret.of(clients, warehouse), settings);
    }
}
