package dev.madrugada.localstack.redshift;

import dev.madrugada.localstack.hold.Holds;
import java.util.HashSet;
import java.util.Set;

/**
 * Holds each COMMIT of a session after the first COPY of the session. Earlier commits, for example of new tables, pass.
 * Each session has its own gate, used by one thread. The gate remembers the names of prepared COMMIT statements,
 * because the driver parses COMMIT once under a name and then binds that name repeatedly.
 */
final class CommitGate {
    private final Holds holds;
    private final Set<String> commits = new HashSet<>();
    private boolean copySeen;

    CommitGate(Holds holds) {
        this.holds = holds;
    }

    /**
     * Whether to forward the message to the server. If false, the caller must end the session without forwarding the
     * message.
     */
    boolean passes(ClientMessage message) {
        String sql = message.sql().strip();
        copySeen |= sql.regionMatches(true, 0, "COPY ", 0, 5);
        boolean commits = sql.equalsIgnoreCase("COMMIT");
        String name = message.statementName();
        if (message.parses()) {
            // Parsing executes nothing. A new statement may reuse the name of an earlier one.
            var unused = commits ? this.commits.add(name) : this.commits.remove(name);
            return true;
        }
        commits |= message.binds() && this.commits.contains(name);
        return !copySeen || !commits || holds.pass(Holds.Kind.COMMIT, "commit") == Holds.Outcome.SERVED;
    }
}
