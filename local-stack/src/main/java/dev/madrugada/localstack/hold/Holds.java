package dev.madrugada.localstack.hold;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * Holds requests back on demand. No request is held until {@link #arm} sets a rule. From then on, every request that
 * matches the rule waits for {@link #complete} before the request reaches its service. Thread-safe.
 */
public final class Holds implements AutoCloseable {
    private final Map<Held, CompletableFuture<Outcome>> waiting = new LinkedHashMap<>();
    private Optional<Rule> armed = Optional.empty();
    private long count;

    /** How a held request ends. */
    public enum Outcome {
        /** The service executes the request. */
        SERVED,
        /** The service never receives the request, as if the client had died while sending. */
        DROPPED
    }

    /** The kind of a request that can be held. */
    public enum Kind {
        /** An S3 PutObject, named {@code <bucket>/<key>}. */
        PUT,
        /** The commit of a warehouse transaction that ran a COPY, named {@code commit}. */
        COMMIT
    }

    /**
     * Which requests are held.
     *
     * @param puts pattern that the whole of {@code <bucket>/<key>} must match; empty if no put is held
     */
    record Rule(Optional<Pattern> puts, List<Kind> kinds) {
        boolean matches(Kind kind, String name) {
            return kinds.contains(kind)
                    && (kind != Kind.PUT
                            || puts.filter(pattern -> pattern.matcher(name).matches())
                                    .isPresent());
        }
    }

    /** A held request; the number distinguishes requests of the same name. */
    record Held(long number, Kind kind, String name) {}

    /**
     * Returns {@link Outcome#SERVED} at once if no rule matches the request. Otherwise waits for {@link #complete} and
     * returns the outcome that {@link #complete} received.
     */
    public Outcome pass(Kind kind, String name) {
        CompletableFuture<Outcome> outcome;
        synchronized (this) {
            if (armed.filter(rule -> rule.matches(kind, name)).isEmpty()) {
                return Outcome.SERVED;
            }
            outcome = new CompletableFuture<>();
            waiting.put(new Held(++count, kind, name), outcome);
        }
        return outcome.join();
    }

    /** Replaces the rule. Requests that are held already stay held. */
    synchronized void arm(Rule rule) {
        armed = Optional.of(rule);
    }

    synchronized List<Held> held() {
        return new ArrayList<>(waiting.keySet());
    }

    /** Ends all held requests with this outcome and clears the rule. */
    synchronized void complete(Outcome outcome) {
        armed = Optional.empty();
        waiting.values().forEach(request -> request.complete(outcome));
        waiting.clear();
    }

    @Override
    public void close() {
        complete(Outcome.DROPPED);
    }
}
