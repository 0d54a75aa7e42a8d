package dev.madrugada.transform.parse;

/** Why a record is refused. The names are public: they stand in the quarantine and in people's queries. */
public enum ReasonCode {
    /** No bytes, or white space only. */
    EmptyPayload,
    InvalidUtf8,
    /** Not JSON, cut off, followed by something else, or past a limit of the JSON reader. */
    MalformedJson,
    /** JSON, but no object. */
    NotAnObject,
    /** A field name that stands twice in one object: which value was meant is anybody's guess. */
    DuplicateField,
    /** A field that no column reads, where the contract refuses those. */
    UnknownField,
    MissingRequired,
    /** Another kind of value than the column's. */
    TypeMismatch,
    /** The right kind of value, but beyond what the type holds, or not to be held without loss. */
    OutOfRange,
    /** More bytes of UTF-8 than the column holds. */
    TooLong,
    /** A text that is no Unicode (half a surrogate pair) or holds NUL, which a warehouse cannot store. */
    InvalidText,
    LookupMissing,
    /** A derived column's expression throws for this record, or goes beyond a limit. */
    ExpressionFailed,
    /** The event day lies further before the arrival than the contract takes. */
    TooLate,
    /** The event time lies further after the arrival than the contract takes. */
    InFuture
}
