package dev.madrugada.cli.doctor;

import dev.madrugada.cli.doctor.check.Outcome;
import dev.madrugada.cli.doctor.check.Status;
import java.io.PrintWriter;
import java.util.List;

/** Prints outcomes: a line for each check, and a line that says what to do, if there is something. */
record DoctorText(PrintWriter out) {
    private static final int WIDTH = 8;

    void line(Outcome outcome) {
        String status = outcome.status().text();
        out.println(status + " ".repeat(WIDTH - status.length()) + outcome.check() + ": " + outcome.seen());
        if (outcome.status() != Status.OK && !outcome.fix().isEmpty()) {
            String what = outcome.status() == Status.SKIPPED ? "to make it: " : "fix: ";
            out.println(" ".repeat(WIDTH) + what + outcome.fix());
        }
        out.flush();
    }

    void summary(List<Outcome> outcomes) {
        out.println(outcomes.size() + " checks: " + count(outcomes, Status.OK) + " ok, "
                + count(outcomes, Status.WARNING) + " warnings, " + count(outcomes, Status.FAILED) + " failed, "
                + count(outcomes, Status.SKIPPED) + " skipped");
    }

    private static long count(List<Outcome> outcomes, Status status) {
        return outcomes.stream().filter(outcome -> outcome.status() == status).count();
    }
}
