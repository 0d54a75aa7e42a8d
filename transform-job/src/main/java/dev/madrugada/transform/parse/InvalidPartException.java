package dev.madrugada.transform.parse;

import org.jspecify.annotations.Nullable;

/** A value of a nested type has a part that does not fit. Invalid values are usual, so it has no stack trace. */
final class InvalidPartException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ReasonCode code;
    private final String path;
    private final String detail;
    private final @Nullable String example;

    /**
     * @param path the steps from the nested value to the part
     * @param detail a text that does not contain the value
     * @param example the part, masked; null if there is none
     */
    InvalidPartException(ReasonCode code, String path, String detail, @Nullable String example) {
        super(code + ": " + path, null, false, false);
        this.code = code;
        this.path = path;
        this.detail = detail;
        this.example = example;
    }

    ReasonCode code() {
        return code;
    }

    String path() {
        return path;
    }

    String detail() {
        return detail;
    }

    @Nullable
    String example() {
        return example;
    }
}
