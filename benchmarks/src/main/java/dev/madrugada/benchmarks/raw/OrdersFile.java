package dev.madrugada.benchmarks.raw;

import dev.madrugada.benchmarks.orders.OrderEvents;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file with the payloads of order events, one on each line. */
final class OrdersFile {
    private OrdersFile() {}

    /** Writes the file and returns the bytes of all payloads, without the ends of lines. */
    static long write(Path file, OrderEvents events) throws IOException {
        long bytes = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            for (long n = 0; n < events.events(); n++) {
                byte[] payload = events.payload(n);
                out.write(payload);
                out.write('\n');
                bytes += payload.length;
            }
        }
        return bytes;
    }
}
