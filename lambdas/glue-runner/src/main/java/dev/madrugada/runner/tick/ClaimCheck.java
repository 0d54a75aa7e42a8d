package dev.madrugada.runner.tick;

import dev.madrugada.runner.claim.Claim;
import dev.madrugada.runner.claim.Claims;
import dev.madrugada.runner.tick.TickCounts.Counter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The check tick: looks after every claim of the table. */
public final class ClaimCheck {
    private static final Logger LOG = LoggerFactory.getLogger(ClaimCheck.class);

    private final Ports ports;
    private final ClaimHandler handler;
    private final TickCounts counts;

    public ClaimCheck(Ports ports, String owner, TickCounts counts) {
        this.ports = ports;
        this.handler = new ClaimHandler(ports, owner, counts);
        this.counts = counts;
    }

    /** Does the work for each claim, possibly on several threads, and returns when all is done. */
    @FunctionalInterface
    public interface ForEach {
        void apply(List<Claim> claims, Consumer<Claim> work);
    }

    /** Checks all claims, page by page, while there is time. */
    public void run(ForEach each, TimeLeft time) {
        Optional<String> after = Optional.empty();
        do {
            Claims.Page page = ports.claims().page(after);
            each.apply(page.claims(), claim -> {
                if (time.allows(TimeLeft.CHECK)) {
                    check(claim);
                }
            });
            after = page.next();
        } while (after.isPresent() && time.allows(TimeLeft.CHECK));
    }

    private void check(Claim claim) {
        try {
            handler.check(claim);
        } catch (RuntimeException failed) {
            counts.add(Counter.ERRORS);
            LOG.warn("event=not-checked claim={}: the next tick checks it again", claim.id(), failed);
        }
    }
}
