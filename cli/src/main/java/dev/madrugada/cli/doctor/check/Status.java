package dev.madrugada.cli.doctor.check;

/** What a check says about the account. */
public enum Status {
    OK("ok"),
    /** The night runs, but something is less safe than it could be, or the caller may not look. */
    WARNING("warning"),
    /** The night would fail. */
    FAILED("failed"),
    /** The check was not made: something that it needs is not there, or was not named. */
    SKIPPED("skipped");

    private final String text;

    Status(String text) {
        this.text = text;
    }

    /** The word that is printed. */
    public String text() {
        return text;
    }
}
