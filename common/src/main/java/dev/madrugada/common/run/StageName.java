package dev.madrugada.common.run;

import java.util.Locale;

/** The stages of a night, in order. */
public enum StageName {
    INGEST,
    TRANSFORM,
    QUALITY,
    GATE,
    LOAD,
    REPORT;

    /** The stage's name in lower case, as in file names and on the command line. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
