package dev.madrugada.report;

import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.warehouse.LoadLedger;
import dev.madrugada.warehouse.RedshiftSession;
import dev.madrugada.warehouse.TableName;
import dev.madrugada.warehouse.redshift.RedshiftLogin;
import java.util.Map;

/**
 * Reads the state of the dataset's table from the load ledger. Changes of other tables that the query reads are not
 * detected, because those tables may have no ledger; {@code force} makes such a report again.
 *
 * @param login opens sessions of the warehouse
 */
record WarehouseLedger(RedshiftLogin login, String runId, TimeBudget time) implements WarehouseState {
    @Override
    public Map<String, String> of(DatasetContract contract) {
        LoadLedger ledger = LoadLedger.of(TableName.of(contract.warehouse()));
        // This may wait, because a load of another dataset can hold the ledger's lock.
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
