package dev.madrugada.localstack.kinesis.faults;

import java.time.Duration;
import java.util.Random;

/** One kind of fault for some calls on one stream: every so many of them, or by a seed one in so many. */
final class FaultRule {
    private final Asked asked;
    private final Random random;
    private long calls;
    private long served;

    /**
     * What was asked for.
     *
     * @param delay of a slow answer
     */
    record Asked(FaultScope scope, InjectedFault fault, FaultSchedule schedule, Duration delay) {}

    FaultRule(Asked asked) {
        this.asked = asked;
        this.random = new Random(asked.schedule().seed().orElse(0));
    }

    Asked asked() {
        return asked;
    }

    /** Counts a call and says whether it is to go wrong. */
    synchronized boolean strikes() {
        calls++;
        FaultSchedule schedule = asked.schedule();
        boolean due =
                schedule.seed().isPresent() ? random.nextInt(schedule.every()) == 0 : calls % schedule.every() == 0;
        boolean strikes = due && served < schedule.times();
        served += strikes ? 1 : 0;
        return strikes;
    }

    synchronized long calls() {
        return calls;
    }

    synchronized long served() {
        return served;
    }
}
