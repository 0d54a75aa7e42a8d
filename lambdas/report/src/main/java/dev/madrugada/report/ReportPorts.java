package dev.madrugada.report;

import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.report.query.ReportQuery;

/**
 * What a report reads from and writes to.
 *
 * @param warehouse what the dataset has in the warehouse
 */
record ReportPorts(
        ObjectStore store, ReportQuery query, Mailer mailer, ReportLink.Maker links, WarehouseState warehouse) {}
