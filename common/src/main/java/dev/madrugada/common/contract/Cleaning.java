package dev.madrugada.common.contract;

/** What is done to a text before it is read as its column's type, in the order the contract names them. */
public enum Cleaning {
    /** White space at both ends is dropped. */
    TRIM,
    UPPER,
    LOWER,
    /** Runs of white space become one blank. */
    COLLAPSE_SPACES,
    /** An empty text is a null. */
    EMPTY_AS_NULL
}
