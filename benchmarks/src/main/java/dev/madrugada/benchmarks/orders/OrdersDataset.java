package dev.madrugada.benchmarks.orders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the dataset folder of the order events: the contract, a lookup of 50,000 customers, rules and a report. */
public final class OrdersDataset {
    private OrdersDataset() {}

    /**
     * Writes the folder.
     *
     * @param days number of days that a record may be late
     */
    public static void write(Path folder, int days) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("dataset.yaml"), """
                version: 1
                dataset: orders
                source: {kinesis: {stream: orders}}
                payload:
                  columns:
                    - {name: order_id, type: bigint, required: true}
                    - {name: ordered_at, type: timestamp, required: true}
                    - {name: customer_id, type: integer, required: true}
                    - {name: sku, type: varchar(16)}
                    - {name: quantity, type: integer}
                    - {name: price, type: "decimal(10,2)"}
                    - {name: status, type: varchar(8)}
                    - {name: channel, type: varchar(8)}
                    - {name: note, type: varchar(400)}
                    - {name: revision, type: bigint}
                key: {columns: [order_id]}
                event-time: {column: ordered_at, partition: ordered_on, lateness-days: %d}
                lookups:
                  - name: customers
                    file: customers.csv
                    field: id
                    "on": customer_id
                    columns: [{name: customer_name, type: varchar(40), from: name}, {name: country, type: varchar(2)}]
                derived:
                  - {name: total, type: "decimal(14,2)", expression: price * quantity}
                  - {name: ordered_hour, type: integer, expression: hour(ordered_at)}
                warehouse: {schema: sales, table: orders}
                report: {title: Orders, sender: night@example.com, label: hour, values: [orders]}
                """.formatted(days));
        Files.writeString(folder.resolve("quality.dqdl"), "Rules = [ RowCount > 0 ]\n");
        Files.writeString(folder.resolve("report.sql"), "select 1 as hour, 1 as orders\n");
        StringBuilder customers = new StringBuilder("id,name,country\n");
        for (int id = 0; id < OrderEvents.CUSTOMERS; id++) {
            customers
                    .append(id)
                    .append(",customer ")
                    .append(id)
                    .append(',')
                    .append(id % 2 == 0 ? "ES" : "PT")
                    .append('\n');
        }
        Files.writeString(folder.resolve("customers.csv"), customers);
    }
}
