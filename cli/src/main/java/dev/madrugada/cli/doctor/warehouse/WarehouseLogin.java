package dev.madrugada.cli.doctor.warehouse;

import dev.madrugada.aws.secrets.WarehouseSecret;
import dev.madrugada.warehouse.RedshiftSession;
import dev.madrugada.warehouse.SessionSettings;

/** The port to the warehouse: opens a session, which the caller closes. */
@FunctionalInterface
public interface WarehouseLogin {
    /**
     * Opens a session.
     *
     * @throws dev.madrugada.common.error.MadrugadaException as {@link RedshiftSession} documents
     */
    RedshiftSession open(WarehouseSecret login, SessionSettings settings);
}
