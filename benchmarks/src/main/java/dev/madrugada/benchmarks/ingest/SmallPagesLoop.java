package dev.madrugada.benchmarks.ingest;

import software.amazon.awssdk.services.kinesis.KinesisClient;

/** As {@link BareLoop}, with pages of 2 MiB, the page size that {@code kinesis-batch} requests. */
final class SmallPagesLoop {
    private static final int BYTES = 2 << 20;

    private SmallPagesLoop() {}

    public static void main(String[] args) throws Exception {
        ReadRequest request = ReadRequest.of(args);
        try (KinesisClient kinesis = BareLoop.client(request)) {
            System.out.println(Gauge.measured(request, () -> BareLoop.read(kinesis, request, BYTES / request.bytes()))
                    .encoded());
        }
    }
}
