package dev.madrugada.common.contract;

/** Cleaning steps for a text value, applied before it is parsed as its column's type, in the contract's order. */
public enum Cleaning {
    /** Removes leading and trailing white space. */
    TRIM,
    /** Converts to upper case, independent of locale. */
    UPPER,
    /** Converts to lower case, independent of locale. */
    LOWER,
    /** Replaces each run of white space by one blank. */
    COLLAPSE_SPACES,
    /** Turns an empty text into null; no later step is applied. */
    EMPTY_AS_NULL
}
