package dev.madrugada.benchmarks.ingest;

import software.amazon.awssdk.services.kinesis.KinesisClient;

/** As {@link BareLoop}, by pages of two megabytes, which is what {@code kinesis-batch} asks for. */
final class SmallPagesLoop {
    private static final int BYTES = 2 << 20;

    private SmallPagesLoop() {}

    public static void main(String[] args) throws Exception {
        ReadRequest reading = ReadRequest.of(args);
        try (KinesisClient kinesis = BareLoop.client(reading)) {
            System.out.println(Gauge.measured(reading, () -> BareLoop.read(kinesis, reading, BYTES / reading.bytes()))
                    .encoded());
        }
    }
}
