package dev.madrugada.load;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.TerminalException;
import dev.madrugada.common.run.WarehouseDay;
import dev.madrugada.warehouse.LoadLedger;
import dev.madrugada.warehouse.RedshiftSession;
import java.time.LocalDate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the warehouse still has what an earlier run loaded: the ledger has an entry with that content, and
 * the target has that number of rows. The first call opens a session, which all later calls use.
 */
final class LoadedPartitions implements AutoCloseable {
    private final Supplier<RedshiftSession> open;
    private final TargetTable target;
    private final LoadLedger ledger;
    private final String dataset;
    private @Nullable RedshiftSession session;

    LoadedPartitions(Supplier<RedshiftSession> open, TargetTable target, LoadLedger ledger, String dataset) {
        this.open = open;
        this.target = target;
        this.ledger = ledger;
        this.dataset = dataset;
    }

    boolean isUpToDate(WarehouseDay output) {
        RedshiftSession opened = opened();
        LocalDate day = output.partition().day();
        try {
            return output.table().equals(target.name().plain())
                    && ledger.isThere(opened)
                    && ledger.find(opened, dataset, day)
                            .filter(line -> line.isOf(output.identity()))
                            .isPresent()
                    && opened.query(target.count(day)).number() == output.rows();
        } catch (TerminalException refused) {
            if (refused.code() == ErrorCode.InputMissing) {
                // The ledger or the target does not exist, in a new warehouse or after a drop, so the day is loaded
                // again.
                return false;
            }
            throw refused;
        }
    }

    private RedshiftSession opened() {
        RedshiftSession opened = session;
        if (opened == null) {
            opened = open.get();
            session = opened;
        }
        return opened;
    }

    @Override
    public void close() {
        RedshiftSession opened = session;
        if (opened != null) {
            opened.close();
        }
    }
}
