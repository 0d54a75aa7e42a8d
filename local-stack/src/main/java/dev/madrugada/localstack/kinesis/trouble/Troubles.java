package dev.madrugada.localstack.kinesis.trouble;

import dev.madrugada.localstack.http.Input;
import dev.madrugada.localstack.http.Service;
import java.time.Clock;
import java.util.Optional;

/** All that one Kinesis does to its readers, until the next start. */
public final class Troubles {
    private final Quirks quirks = new Quirks();
    private final Throttles throttles = new Throttles();
    private final IteratorLife iterators = new IteratorLife(Clock.systemUTC());
    private final Faults faults = new Faults();

    /** Which stream a request is about, whatever of its fields says it. */
    @FunctionalInterface
    public interface StreamOf {
        Optional<String> named(Input input);
    }

    public Quirks quirks() {
        return quirks;
    }

    public Throttles throttles() {
        return throttles;
    }

    public IteratorLife iterators() {
        return iterators;
    }

    /** The same service with the faults asked for. */
    public Service before(Service service, StreamOf streamOf) {
        return new FaultyService(service, faults, streamOf);
    }

    /** Takes what is asked for. */
    public Service admin() {
        return new TroubleAdmin(this, faults);
    }
}
