package dev.madrugada.benchmarks.raw;

import dev.madrugada.benchmarks.orders.OrderEvents;
import dev.madrugada.benchmarks.orders.OrdersDataset;
import dev.madrugada.benchmarks.orders.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a dataset and a day's records of it for {@code scripts/madrugada run}: the folder {@code orders} and the file
 * {@code orders.ndjson}. Arguments: the folder to write to, the number of events. Prints the day.
 */
public final class OrdersInput {
    private OrdersInput() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        OrdersDataset.write(folder.resolve("orders"), 1);
        var unused = OrdersFile.write(
                folder.resolve("orders.ndjson"), new OrderEvents(Long.parseLong(args[1]), Shape.EVEN, 1));
        System.out.println(OrderEvents.DAY);
    }
}
