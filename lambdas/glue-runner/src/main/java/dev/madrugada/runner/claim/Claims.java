package dev.madrugada.runner.claim;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The port to the table of claims. Every write is conditional, so that of several callers at most one succeeds.
 *
 * <p>Errors: any exception means that the write may or may not have happened. The next tick reads the claim again.
 */
public interface Claims {
    /** A part of the table; {@code next} is the key after which the next page begins, empty at the end. */
    record Page(List<Claim> claims, Optional<String> next) {
        public Page {
            claims = List.copyOf(claims);
        }
    }

    /** Stores a claim; false if there is one of this id, which stays unchanged. */
    boolean create(Claim claim);

    /** The claim of this id, as the last write left it. */
    Optional<Claim> find(String id);

    /** A page of claims; each write that has finished is visible. */
    Page page(Optional<String> after);

    /**
     * Gives the lease of a claim without a run to an owner.
     *
     * @return false if the claim no longer is as it was seen
     */
    boolean lease(Claim seen, String owner, Instant until);

    /**
     * Records the run that the owner has started or found.
     *
     * @return false if the claim has another owner or a run, or is gone
     */
    boolean started(Claim leased, String run);

    /**
     * Replaces the run that the claim follows.
     *
     * @return false if the claim no longer follows the run that was seen
     */
    boolean follow(Claim seen, String run);

    /** Deletes the claim of this id and token; a claim that is gone is ignored. */
    void delete(Claim claim);
}
