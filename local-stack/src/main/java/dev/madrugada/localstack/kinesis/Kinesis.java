package dev.madrugada.localstack.kinesis;

import dev.madrugada.localstack.http.Action;
import dev.madrugada.localstack.http.Input;
import dev.madrugada.localstack.http.JsonService;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.kinesis.faults.FaultInjection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Kinesis Data Streams. All its state is in one folder, which no other process may use. */
public final class Kinesis implements AutoCloseable {
    static final String TARGET = "Kinesis_20131202";

    private final Streams streams;
    private final List<Service> services;

    private Kinesis(Streams streams, List<Service> services) {
        this.streams = streams;
        this.services = services;
    }

    /**
     * Opens the streams of the folder.
     *
     * @param folder holds one sub-folder per stream
     * @param clock determines arrival times and the trim horizon
     * @param tmp receives preload files while they are processed
     */
    public static Kinesis open(Path folder, Clock clock, Path tmp) throws IOException {
        Streams streams = Streams.open(folder, clock);
        FaultInjection faultInjection = new FaultInjection();
        Map<String, Action> actions = new HashMap<>(new StreamActions(streams).actions());
        actions.putAll(new RecordActions(streams, clock, faultInjection).actions());
        actions.put("ListShards", new ListShards(streams, Clock.systemUTC()));
        List<Service> services = List.of(
                faultInjection.withFaults(new GetRecords(streams, faultInjection), RequestSubjects::find),
                faultInjection.withFaults(new JsonService(TARGET, actions), RequestSubjects::find),
                faultInjection.admin(),
                new KinesisAdmin(streams, tmp));
        return new Kinesis(streams, services);
    }

    /** The name of the stream of a request, which an iterator or a token may name too; empty if the request has none. */
    public static Optional<String> streamNamedBy(Input input) {
        return RequestSubjects.find(input).map(FaultInjection.Subject::stream);
    }

    public List<Service> services() {
        return services;
    }

    /**
     * Removes the records before the trim horizon for good. Called before and after the clock is set, so that a clock
     * that is set back does not return them.
     */
    public void expire() throws IOException {
        streams.expire();
    }

    @Override
    public void close() throws IOException {
        streams.close();
    }
}
