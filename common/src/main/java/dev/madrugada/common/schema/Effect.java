package dev.madrugada.common.schema;

/** What a change takes in one place, from nothing to the impossible. */
public enum Effect {
    NOTHING("nothing to do"),
    /** The next night changes the table; its earlier days stay as they are. */
    IN_PLACE("works in place"),
    /** People execute the printed statements; nights run before and after that. */
    BY_HAND("by hand"),
    /** Every day is made again from raw before the next night. */
    REBUILD("needs a rebuild"),
    REFUSED("refused");

    private final String words;

    Effect(String words) {
        this.words = words;
    }

    /** Whether no night runs before people have done something. */
    public boolean stopsNights() {
        return this == REBUILD || this == REFUSED;
    }

    @Override
    public String toString() {
        return words;
    }
}
