package dev.madrugada.common.spark;

import dev.madrugada.common.error.Causes;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.error.Unexpected;

/** Gives any exception of a program that uses Spark its error code. */
public final class CodedFailure {
    private CodedFailure() {}

    /**
     * The first MadrugadaException in the chain of causes (Spark wraps what a task threw), else the code of
     * {@link StorageFaults}, else InternalError.
     */
    public static MadrugadaException of(Throwable thrown) {
        return Causes.first(MadrugadaException.class, thrown)
                .or(() -> StorageFaults.of(thrown))
                .orElseGet(() -> Unexpected.bug(thrown));
    }
}
