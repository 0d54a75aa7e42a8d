package dev.madrugada.localstack.kinesis;

import dev.madrugada.localstack.http.Action;
import dev.madrugada.localstack.http.JsonService;
import dev.madrugada.localstack.http.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Kinesis Data Streams with its state in one folder, which has to be this process's alone. */
public final class Kinesis implements AutoCloseable {
    private final Streams streams;
    private final List<Service> services;

    private Kinesis(Streams streams, List<Service> services) {
        this.streams = streams;
        this.services = services;
    }

    /**
     * Opens the streams of the folder.
     *
     * @param clock gives the arrival times of what is put
     * @param tmp takes preloaded files while they are put
     */
    public static Kinesis open(Path folder, Clock clock, Path tmp) throws IOException {
        Streams streams = Streams.open(folder, clock);
        Quirks quirks = new Quirks();
        Map<String, Action> actions = new HashMap<>(new StreamActions(streams, clock).actions());
        actions.putAll(new RecordActions(streams, clock, quirks).actions());
        return new Kinesis(
                streams, List.of(new JsonService("Kinesis_20131202", actions), new KinesisAdmin(streams, quirks, tmp)));
    }

    public List<Service> services() {
        return services;
    }

    @Override
    public void close() throws IOException {
        streams.close();
    }
}
