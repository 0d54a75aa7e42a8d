package dev.madrugada.localstack.kinesis.trouble;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.Random;

/** One kind of fault for one action of one stream: every so many calls, or by a seed one in so many. */
final class FaultRule {
    private final Asked asked;
    private final Random random;
    private long calls;
    private long served;

    /**
     * What was asked for.
     *
     * @param every 1 for every call
     * @param seed draws the calls at random; without it they are counted
     * @param delay of a slow answer
     */
    record Asked(String action, Fault fault, int every, OptionalLong seed, Duration delay) {}

    FaultRule(Asked asked) {
        this.asked = asked;
        this.random = new Random(asked.seed().orElse(0));
    }

    Asked asked() {
        return asked;
    }

    /** Counts a call and says whether it is to go wrong. */
    synchronized boolean strikes() {
        calls++;
        boolean strikes = asked.seed().isPresent() ? random.nextInt(asked.every()) == 0 : calls % asked.every() == 0;
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
