package dev.madrugada.localstack.hold;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * The requests that wait, and those that will have to. Nothing is held until {@link #arm} says what; then every match
 * waits, unseen by the service, until {@link #complete}. For many threads at once.
 */
public final class Holds implements AutoCloseable {
    private final Map<Held, CompletableFuture<Outcome>> waiting = new LinkedHashMap<>();
    private Optional<Rule> armed = Optional.empty();
    private long count;

    /** What becomes of a request that waited. */
    public enum Outcome {
        /** It is served as if nothing had been. */
        SERVED,
        /** It never happened: its client is dead, and half a request counts for nothing. */
        DROPPED
    }

    /** What is held. */
    public enum Kind {
        /** The put of an object, named {@code <bucket>/<key>}. */
        PUT,
        /** The commit of a transaction that copied rows into the warehouse. */
        COMMIT
    }

    /**
     * Which requests wait.
     *
     * @param puts the objects, by {@code <bucket>/<key>} as a whole; empty for none
     */
    record Rule(Optional<Pattern> puts, List<Kind> kinds) {
        boolean matches(Kind kind, String name) {
            return kinds.contains(kind)
                    && (kind != Kind.PUT
                            || puts.filter(pattern -> pattern.matcher(name).matches())
                                    .isPresent());
        }
    }

    /** A request that waits; the number tells apart those of one name. */
    record Held(long number, Kind kind, String name) {}

    /** Comes back at once unless the rule that is armed says otherwise; then with what was settled. */
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

    /** Takes the place of the rule before; what waits already goes on waiting. */
    synchronized void arm(Rule rule) {
        armed = Optional.of(rule);
    }

    synchronized List<Held> held() {
        return new ArrayList<>(waiting.keySet());
    }

    /** Ends every wait, and holds nothing more. */
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
