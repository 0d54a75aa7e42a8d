package dev.madrugada.night.failure;

import java.util.concurrent.ThreadLocalRandom;

/** The source of random waiting times. */
@FunctionalInterface
public interface Jitter {
    /** A random number of seconds from 1 to {@code most}, uniformly distributed. */
    int seconds(int most);

    static Jitter random() {
        return most -> ThreadLocalRandom.current().nextInt(1, most + 1);
    }
}
