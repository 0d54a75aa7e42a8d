package dev.madrugada.common.run;

import java.util.Locale;

/** The stages of a night, in order. */
public enum StageName {
    INGEST,
    TRANSFORM,
    QUALITY,
    LOAD,
    REPORT;

    /** The name in lower case, as file names and the command line have it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
