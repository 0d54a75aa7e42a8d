package dev.madrugada.runner.tick;

import dev.madrugada.runner.claim.Claim;
import dev.madrugada.runner.claim.Claims;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Claims in memory, with pages of a given size. */
public final class InMemoryClaims implements Claims {
    private final TreeMap<String, Claim> claims = new TreeMap<>();
    private final int pageSize;
    private int reads;

    public InMemoryClaims(int pageSize) {
        this.pageSize = pageSize;
    }

    @Override
    public synchronized boolean create(Claim claim) {
        return claims.putIfAbsent(claim.id(), claim) == null;
    }

    @Override
    public synchronized Optional<Claim> find(String id) {
        reads++;
        return stored(id);
    }

    private Optional<Claim> stored(String id) {
        return Optional.ofNullable(claims.get(id));
    }

    @Override
    public synchronized Page page(Optional<String> after) {
        Map<String, Claim> rest = after.isPresent() ? claims.tailMap(after.get(), false) : claims;
        List<Claim> page = new ArrayList<>(rest.values()).subList(0, Math.min(pageSize, rest.size()));
        return new Page(
                page,
                rest.size() > pageSize ? Optional.of(page.get(pageSize - 1).id()) : Optional.empty());
    }

    @Override
    public synchronized boolean lease(Claim seen, String owner, Instant until) {
        return replaced(
                stored(seen.id()).filter(seen::equals).filter(now -> now.run().isEmpty()), seen.leasedBy(owner, until));
    }

    @Override
    public synchronized boolean started(Claim leased, String run) {
        return replaced(
                stored(leased.id())
                        .filter(now -> now.owner().equals(leased.owner()))
                        .filter(now -> now.run().isEmpty()),
                leased.withRun(run));
    }

    @Override
    public synchronized boolean follow(Claim seen, String run) {
        return replaced(stored(seen.id()).filter(now -> now.run().equals(seen.run())), seen.withRun(run));
    }

    private boolean replaced(Optional<Claim> before, Claim after) {
        before.ifPresent(found -> claims.put(found.id(), after));
        return before.isPresent();
    }

    @Override
    public synchronized void delete(Claim claim) {
        stored(claim.id())
                .filter(found -> found.token().equals(claim.token()))
                .ifPresent(found -> claims.remove(found.id()));
    }

    public synchronized int size() {
        return claims.size();
    }

    /** How often a single claim has been read. */
    synchronized int reads() {
        return reads;
    }
}
