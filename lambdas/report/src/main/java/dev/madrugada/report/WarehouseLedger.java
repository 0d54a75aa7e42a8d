package dev.madrugada.report;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.secrets.WarehouseArguments;
import dev.madrugada.aws.secrets.WarehouseSecret;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.warehouse.LoadLedger;
import dev.madrugada.warehouse.RedshiftSession;
import dev.madrugada.warehouse.TableName;
import dev.madrugada.warehouse.redshift.JdbcRedshiftSession;
import java.util.Map;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The secret's name, and the ledger's lines of the dataset's table. What else a query may read, another dataset's table
 * or one that we don't load, has no ledger to ask: such a report is made anew with force.
 *
 * @param warehouse where the warehouse is and who asks
 */
record WarehouseLedger(AwsClients clients, WarehouseArguments warehouse, String runId, TimeBudget time)
        implements WarehouseState {
    @Override
    public Map<String, String> of(DatasetContract contract) {
        LoadLedger ledger = LoadLedger.of(TableName.of(contract.warehouse()));
        // Another dataset's load may hold the ledger's lock.
        try (RedshiftSession session = JdbcRedshiftSession.open(login(), time.session(runId))) {
            return Map.of(
                    "warehouse",
                    warehouse.identity() + " " + contract.warehouse(),
                    "ledger",
                    ledger.isThere(session)
                            ? ledger.state(session, contract.dataset()).text()
                            : "none");
        }
    }

    private WarehouseSecret login() {
        try (SecretsManagerClient secrets = clients.secretsManager()) {
            return WarehouseSecret.read(secrets, warehouse);
        }
    }
}
