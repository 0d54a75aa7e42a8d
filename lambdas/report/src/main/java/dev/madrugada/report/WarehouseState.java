package dev.madrugada.report;

import dev.madrugada.common.contract.DatasetContract;
import java.util.Map;

/** The port that identifies the warehouse data which the report query reads. */
@FunctionalInterface
interface WarehouseState {
    /**
     * Inputs of the report stage by name. They change if the warehouse is a different one or if any day of the dataset
     * is loaded again.
     */
    Map<String, String> of(DatasetContract contract);
}
