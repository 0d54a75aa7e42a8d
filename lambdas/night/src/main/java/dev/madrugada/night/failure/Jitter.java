package dev.madrugada.night.failure;

import java.util.concurrent.ThreadLocalRandom;

/** Randomness of waiting times. */
@FunctionalInterface
public interface Jitter {
    /** A time from 1 to so many seconds, each as likely as any other. */
    int seconds(int most);

    static Jitter random() {
        return most -> ThreadLocalRandom.current().nextInt(1, most + 1);
    }
}
