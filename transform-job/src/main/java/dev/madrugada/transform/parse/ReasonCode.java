package dev.madrugada.transform.parse;

/** Why a record is refused. The names are a public interface: the quarantine stores them and users query by them. */
public enum ReasonCode {
    /** The payload is null, empty or only white space. */
    EmptyPayload,
    /**
     * The payload's bytes are not in the contract's format: not gzip or damaged, no datum of the Avro schema, or more than
     * 64 MiB when decoded.
     */
    UndecodablePayload,
    /** The payload's bytes are not valid UTF-8. */
    InvalidUtf8,
    /** The payload is not JSON, is truncated, has content after the first value, or exceeds a limit of the JSON parser. */
    MalformedJson,
    /** The payload is JSON, but not an object. */
    NotAnObject,
    /** A field name occurs twice in one object, so it is ambiguous which value applies. */
    DuplicateField,
    /** No column reads the field, and the contract's {@code unknown-fields} is {@code quarantine}. */
    UnknownField,
    /** A required column's field is missing or null. */
    MissingRequired,
    /** The value's kind is not the column's, for example a text in an integer column. */
    TypeMismatch,
    /** The value's kind is right, but it is outside the type's range or cannot be stored exactly. */
    OutOfRange,
    /** The text has more bytes of UTF-8 than the column can store. */
    TooLong,
    /** The text contains an unpaired surrogate or NUL, which a warehouse cannot store. */
    InvalidText,
    /** The value is not a key of the lookup, and the lookup's {@code missing} is {@code quarantine}. */
    LookupMissing,
    /** The expression of a derived column or a check throws for this record, or it or a replacement exceeds a limit. */
    ExpressionFailed,
    /** One of the contract's checks is false; the detail names it. */
    CheckFailed,
    /** The record arrived later after its event day than the contract's {@code lateness-days} allow. */
    TooLate,
    /** The event time is later than the arrival by more than the contract's {@code future-tolerance}. */
    InFuture
}
