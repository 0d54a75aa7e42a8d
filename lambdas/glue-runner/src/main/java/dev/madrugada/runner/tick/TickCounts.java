package dev.madrugada.runner.tick;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** What a tick has seen and done. Thread-safe. */
public final class TickCounts {
    /** The counters; each is a metric. */
    public enum Counter {
        /** Claims whose run has not been started. */
        PENDING("Pending"),
        /** Claims whose run is under way. */
        RUNNING("Running"),
        /** Runs that this tick started. */
        STARTED("Started"),
        /** Runs of an earlier tick that this tick found. */
        ADOPTED("Adopted"),
        SUCCEEDED("AnsweredSuccess"),
        FAILED("AnsweredFailure"),
        HEARTBEATS("AnsweredHeartbeat"),
        /** Answers and heartbeats for which nobody waited. */
        GONE("TokensGone"),
        /** Runs that were stopped because nobody waited for them. */
        STOPPED("RunsStopped"),
        /** Claims and activities whose handling ended with an exception; the next tick repeats it. */
        ERRORS("Errors");

        private final String metric;

        Counter(String metric) {
            this.metric = metric;
        }

        public String metric() {
            return metric;
        }
    }

    private final Map<Counter, Integer> counts = new EnumMap<>(Counter.class);
    private Duration oldest = Duration.ZERO;

    synchronized void add(Counter counter) {
        counts.merge(counter, 1, Integer::sum);
    }

    synchronized void age(Duration age) {
        oldest = age.compareTo(oldest) > 0 ? age : oldest;
    }

    public synchronized int of(Counter counter) {
        return counts.getOrDefault(counter, 0);
    }

    /** The age of the oldest claim. */
    public synchronized Duration oldest() {
        return oldest;
    }
}
