package dev.madrugada.report;

import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.report.query.ReportQuery;

/**
 * The ports of the report stage: the sources it reads and the places it writes to.
 *
 * @param warehouse identifies the dataset's data in the warehouse
 */
record ReportPorts(
        ObjectStore store, ReportQuery query, Mailer mailer, ReportLink.Maker links, WarehouseState warehouse) {}
