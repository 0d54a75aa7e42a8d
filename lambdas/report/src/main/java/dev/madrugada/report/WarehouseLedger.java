package dev.madrugada.report;

import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.warehouse.LoadLedger;
import dev.madrugada.warehouse.RedshiftSession;
import dev.madrugada.warehouse.TableName;
import dev.madrugada.warehouse.redshift.RedshiftLogin;
import java.util.Map;

/**
 * The secret's name, and the ledger's lines of the dataset's table. What else a query may read, another dataset's table
 * or one that we don't load, has no ledger to ask: such a report is made anew with force.
 *
 * @param login to the warehouse that holds the ledger
 */
record WarehouseLedger(RedshiftLogin login, String runId, TimeBudget time) implements WarehouseState {
    @Override
    public Map<String, String> of(DatasetContract contract) {
        LoadLedger ledger = LoadLedger.of(TableName.of(contract.warehouse()));
        // Another dataset's load may hold the ledger's lock.
        try (RedshiftSession session = login.open(time.session(runId))) {
            return Map.of(
                    "warehouse",
                    login.warehouse().identity() + " " + contract.warehouse(),
                    "ledger",
                    ledger.isThere(session)
                            ? ledger.state(session, contract.dataset()).text()
                            : "none");
        }
    }
}
