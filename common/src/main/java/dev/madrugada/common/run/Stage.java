package dev.madrugada.common.run;

/** The stages of a night, in order. */
public enum Stage {
    INGEST,
    TRANSFORM,
    QUALITY,
    LOAD,
    REPORT
}
