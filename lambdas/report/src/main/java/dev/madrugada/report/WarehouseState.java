package dev.madrugada.report;

import dev.madrugada.common.contract.DatasetContract;
import java.util.Map;

/** The port to what a report's query may read: which warehouse that is, and what the dataset has in it. */
@FunctionalInterface
interface WarehouseState {
    /** By name, as inputs of the report: others when the warehouse is another or any day of the dataset changed. */
    Map<String, String> of(DatasetContract contract);
}
