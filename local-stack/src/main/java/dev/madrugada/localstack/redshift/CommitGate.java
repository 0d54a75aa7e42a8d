package dev.madrugada.localstack.redshift;

import dev.madrugada.localstack.hold.Holds;
import java.util.HashSet;
import java.util.Set;

/**
 * Lets a commit wait, once rows were copied in its session; the commits before that, of tables created, go through.
 * One per session, used by one thread. The driver parses its COMMIT once under a name, and binds that again and again.
 */
final class CommitGate {
    private final Holds holds;
    private final Set<String> commits = new HashSet<>();
    private boolean copied;

    CommitGate(Holds holds) {
        this.holds = holds;
    }

    /** Whether the message may go on to the server; if not, its session has to end before it does. */
    boolean passes(ClientMessage message) {
        String sql = message.sql().strip();
        copied |= sql.regionMatches(true, 0, "COPY ", 0, 5);
        boolean commits = sql.equalsIgnoreCase("COMMIT");
        String name = message.statementName();
        if (message.parses()) {
            // Nothing happens yet; a statement may lose its name to another.
            var unused = commits ? this.commits.add(name) : this.commits.remove(name);
            return true;
        }
        commits |= message.binds() && this.commits.contains(name);
        return !copied || !commits || holds.pass(Holds.Kind.COMMIT, "commit") == Holds.Outcome.SERVED;
    }
}
