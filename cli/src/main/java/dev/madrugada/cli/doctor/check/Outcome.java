package dev.madrugada.cli.doctor.check;

/** A check's name with its finding, in one level: the form of {@code --json}. */
public record Outcome(String check, Status status, String seen, String fix) {
    static Outcome of(Check check, Finding finding) {
        return new Outcome(check.name(), finding.status(), finding.seen(), finding.fix());
    }
}
