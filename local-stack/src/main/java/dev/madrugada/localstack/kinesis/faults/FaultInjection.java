package dev.madrugada.localstack.kinesis.faults;

import dev.madrugada.localstack.http.Input;
import dev.madrugada.localstack.http.Service;
import java.time.Clock;
import java.util.Optional;

/**
 * The quirks, throttles, iterator lifetimes and injected faults of one Kinesis. These settings are not persistent: a
 * restart resets them.
 */
public final class FaultInjection {
    private final Quirks quirks = new Quirks();
    private final Throttles throttles = new Throttles();
    private final IteratorLifetime iterators = new IteratorLifetime(Clock.systemUTC());
    private final Faults faults = new Faults();

    /**
     * The stream and shard of a request.
     *
     * @param shard id of the shard; empty if the request names none
     */
    public record Subject(String stream, Optional<String> shard) {}

    /** Finds the stream and shard of a request; empty if no field names them. */
    @FunctionalInterface
    public interface SubjectResolver {
        Optional<Subject> resolve(Input input);
    }

    public Quirks quirks() {
        return quirks;
    }

    public Throttles throttles() {
        return throttles;
    }

    public IteratorLifetime iterators() {
        return iterators;
    }

    /** Wraps a service so that it serves the injected faults. */
    public Service withFaults(Service service, SubjectResolver resolver) {
        return new FaultyService(service, faults, resolver);
    }

    /** The admin paths that configure this object. */
    public Service admin() {
        return new FaultAdmin(this, faults);
    }
}
