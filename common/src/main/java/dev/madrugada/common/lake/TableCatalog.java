package dev.madrugada.common.lake;

/** The port to a catalog's entry of a table whose readers find its files by the table's own log. */
public interface TableCatalog {
    /** A catalog for tables that are not in any catalog; it does nothing. */
    TableCatalog NONE = () -> {};

    /**
     * Reads the entry, so that a refusal becomes known before the work starts.
     *
     * @throws dev.madrugada.common.error.MadrugadaException as {@link #register}
     */
    default void prepare() {}

    /**
     * Creates the entry, or updates its columns if they differ.
     *
     * @throws dev.madrugada.common.error.MadrugadaException InvalidArguments if the entry is of another format;
     *     SinkUnavailable if the catalog is unavailable
     */
    void register();
}
