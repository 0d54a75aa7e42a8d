package dev.madrugada.common.error;

/** Who has to act on an error; decides what the state machine does and how a process ends. */
public enum ErrorCategory {
    /** The caller: wrong arguments or contract. Not retried. */
    CALLER(64),
    /** People: the data is bad, missing or gone. Not retried. */
    DATA(65),
    /** Nobody yet: a service was away or busy. Retried with exponential backoff. */
    INFRASTRUCTURE(75),
    /** Us: a bug. Not retried. */
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
