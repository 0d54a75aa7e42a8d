package dev.madrugada.cli.doctor.check;

/**
 * The result of one check.
 *
 * @param seen what the check saw, as a fact; for a check that was not made, why
 * @param fix what to do; empty if there is nothing to do
 */
public record Finding(Status status, String seen, String fix) {
    public static Finding ok(String seen) {
        return new Finding(Status.OK, seen, "");
    }

    public static Finding warning(String seen, String fix) {
        return new Finding(Status.WARNING, seen, fix);
    }

    public static Finding failed(String seen, String fix) {
        return new Finding(Status.FAILED, seen, fix);
    }

    /**
     * A check that was not made.
     *
     * @param fix how to have it made
     */
    public static Finding skipped(String why, String fix) {
        return new Finding(Status.SKIPPED, why, fix);
    }
}
