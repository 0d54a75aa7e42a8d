package dev.madrugada.localstack.kinesis.faults;

import java.time.Duration;
import java.util.Random;

/**
 * One injected fault for some calls on one stream. The fault applies to every n-th call or, with a seed, to one call in
 * n at random.
 */
final class FaultRule {
    private final Definition definition;
    private final Random random;
    private long calls;
    private long served;

    /**
     * The fault as a test requested it.
     *
     * @param delay of the response, for {@link InjectedFault#SLOW}
     */
    record Definition(FaultScope scope, InjectedFault fault, FaultSchedule schedule, Duration delay) {}

    FaultRule(Definition definition) {
        this.definition = definition;
        this.random = new Random(definition.schedule().seed().orElse(0));
    }

    Definition definition() {
        return definition;
    }

    /** Counts a call and returns whether the fault applies to it. */
    synchronized boolean appliesToNextCall() {
        calls++;
        FaultSchedule schedule = definition.schedule();
        boolean due =
                schedule.seed().isPresent() ? random.nextInt(schedule.every()) == 0 : calls % schedule.every() == 0;
        boolean applies = due && served < schedule.times();
        served += applies ? 1 : 0;
        return applies;
    }

    synchronized long calls() {
        return calls;
    }

    synchronized long served() {
        return served;
    }
}
