package dev.madrugada.night;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.mail.SesMailer;
import dev.madrugada.aws.secrets.WarehouseArguments;
import dev.madrugada.aws.secrets.WarehouseSecret;
import dev.madrugada.common.contract.DatasetContract;
import java.util.Optional;

/**
 * Looks, before any job runs, at what only the last stages of a night use. It stops a night whose load or report could
 * not work; what it may not look at under its own role is left to these stages.
 */
@FunctionalInterface
interface Preflight {
    /** For nights that end on this machine, and for tests. */
    Preflight NONE = (contract, warehouse) -> {};

    /**
     * Checks.
     *
     * @param warehouse as far as it is known
     * @throws dev.madrugada.common.error.MadrugadaException InputMissing if a secret or a mail's sender is not there
     */
    void check(DatasetContract contract, Optional<WarehouseArguments> warehouse);

    /** Asks Secrets Manager for the warehouse's secret, and SES for the sender where somebody is mailed. */
    static Preflight of(AwsClients clients) {
        return (contract, warehouse) -> {
            warehouse.ifPresent(given -> WarehouseSecret.look(clients, given));
            if (!contract.report().recipients().isEmpty()) {
                SesMailer.requireSender(clients, contract.report().sender());
            }
        };
    }
}
