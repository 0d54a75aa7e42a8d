package dev.madrugada.localstack.kinesis.faults;

import dev.madrugada.localstack.http.Input;
import dev.madrugada.localstack.http.Service;
import java.time.Clock;
import java.util.Optional;

/** All that one Kinesis does to its readers, until the next start. */
public final class FaultInjection {
    private final Quirks quirks = new Quirks();
    private final Throttles throttles = new Throttles();
    private final IteratorLife iterators = new IteratorLife(Clock.systemUTC());
    private final Faults faults = new Faults();

    /**
     * What a request is about.
     *
     * @param shard none if it is about the whole stream, or doesn't say
     */
    public record Subject(String stream, Optional<String> shard) {}

    /** Which stream and shard a request is about, whatever of its fields says it. */
    @FunctionalInterface
    public interface SubjectOf {
        Optional<Subject> named(Input input);
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
    public Service before(Service service, SubjectOf subjectOf) {
        return new FaultyService(service, faults, subjectOf);
    }

    /** Takes what is asked for. */
    public Service admin() {
        return new FaultAdmin(this, faults);
    }
}
