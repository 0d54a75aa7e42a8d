package dev.madrugada.localstack.kinesis.trouble;

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
    record Asked(FaultScope scope, Fault fault, FaultRhythm rhythm, Duration delay) {}

    FaultRule(Asked asked) {
        this.asked = asked;
        this.random = new Random(asked.rhythm().seed().orElse(0));
    }

    Asked asked() {
        return asked;
    }

    /** Counts a call and says whether it is to go wrong. */
    synchronized boolean strikes() {
        calls++;
        FaultRhythm rhythm = asked.rhythm();
        boolean due = rhythm.seed().isPresent() ? random.nextInt(rhythm.every()) == 0 : calls % rhythm.every() == 0;
        boolean strikes = due && served < rhythm.times();
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
