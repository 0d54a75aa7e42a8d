package dev.madrugada.common.error;

/** Who has to act on an error. It decides how the state machine continues and with which status a process exits. */
public enum ErrorCategory {
    /** The caller has to correct the arguments or the contract. Not retried. */
    CALLER(64),
    /** People have to look at data that is invalid, missing or expired. Not retried. */
    DATA(65),
    /** A service was unavailable or busy. Retried with exponential backoff, before people have to act. */
    INFRASTRUCTURE(75),
    /** The project has a bug. Not retried. */
    INTERNAL(70);

    private final int exitStatus;

    ErrorCategory(int exitStatus) {
        this.exitStatus = exitStatus;
    }

    /** The exit status of a command that ends with an error of this category (the values of sysexits.h). */
    public int exitStatus() {
        return exitStatus;
    }

    public boolean isRetried() {
        return this == INFRASTRUCTURE;
    }
}
