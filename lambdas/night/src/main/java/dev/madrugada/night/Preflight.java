package dev.madrugada.night;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.mail.SesMailer;
import dev.madrugada.aws.secrets.WarehouseArguments;
import dev.madrugada.aws.secrets.WarehouseSecret;
import dev.madrugada.common.contract.DatasetContract;
import java.util.Optional;

/**
 * Checks resources that only the last stages use, before any job runs. A missing resource stops the night. Resources
 * that this function's role may not read are left to the stages.
 */
@FunctionalInterface
interface Preflight {
    /** Checks nothing; for nights on this machine and for tests. */
    Preflight NONE = (contract, warehouse) -> {};

    /**
     * Checks the resources.
     *
     * @param warehouse the warehouse arguments; empty if no secret is known
     * @throws dev.madrugada.common.error.MadrugadaException InputMissing if the secret or the mails' sender does not
     *     exist
     */
    void check(DatasetContract contract, Optional<WarehouseArguments> warehouse);

    /** Checks the warehouse's secret in Secrets Manager and, if the report has recipients, the sender in SES. */
    static Preflight of(AwsClients clients) {
        return (contract, warehouse) -> {
            warehouse.ifPresent(given -> WarehouseSecret.look(clients, given));
            if (!contract.report().recipients().isEmpty()) {
                SesMailer.requireSender(clients, contract.report().sender());
            }
        };
    }
}
