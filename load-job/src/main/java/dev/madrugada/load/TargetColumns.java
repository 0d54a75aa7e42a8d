package dev.madrugada.load;

import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.warehouse.RedshiftSession;
import dev.madrugada.warehouse.SqlStatement;
import dev.madrugada.warehouse.TableAlteration;
import dev.madrugada.warehouse.TableAlteration.Way;
import dev.madrugada.warehouse.TableColumns;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes the target's columns as the contract's columns have changed. Columns are added and texts become longer, each
 * by one statement outside of a transaction, as Redshift demands it. Every other change is logged with its statements
 * and its reason, and left to people: the load goes on, because values that fit can be loaded.
 */
record TargetColumns(RedshiftSession session, TargetTable target) {
    private static final Logger LOG = LoggerFactory.getLogger(TargetColumns.class);

    /**
     * Changes the columns.
     *
     * @return a fact for the run record with the statements that are left to people; empty if there are none
     * @throws MadrugadaException DataContractViolation if columns are SUPER in the contract or the table only; the
     *     warehouse's error if it refuses a statement
     */
    Map<String, String> altered() {
        TableColumns found = TableColumns.of(session, target.name());
        if (found.isEmpty()) {
            LOG.warn(
                    "{}: the login sees no columns, so none are altered",
                    target.name().plain());
            return Map.of();
        }
        new MismatchedColumns(session, target).requireSuper(found);
        List<TableAlteration> alterations = TableAlteration.between(target.name(), found, target.curated());
        alterations.stream()
                .filter(alteration -> alteration.way() == Way.BY_LOAD)
                .forEach(this::alter);
        List<TableAlteration> left = alterations.stream()
                .filter(alteration -> alteration.way() == Way.BY_HAND)
                .toList();
        left.forEach(alteration -> LOG.warn(
                "event=column-left-as-is table={} column={} reason=\"{}\" statements=\"{}\"",
                target.name().plain(),
                alteration.column(),
                alteration.reason(),
                text(List.of(alteration))));
        return left.isEmpty() ? Map.of() : Map.of("columns-left-to-people", text(left));
    }

    private static String text(List<TableAlteration> alterations) {
        return alterations.stream()
                .flatMap(alteration -> alteration.statements().stream())
                .map(statement -> statement.text() + ";")
                .collect(Collectors.joining(" "));
    }

    private void alter(TableAlteration alteration) {
        for (SqlStatement statement : alteration.statements()) {
            try {
                session.execute(statement);
            } catch (MadrugadaException refused) {
                // Another load may have made the change since the columns were read.
                if (isStillNeeded(alteration)) {
                    throw LoadFaults.notAltered(refused.faults().get(0), target.name(), alteration.reason(), statement)
                            .exception(refused);
                }
            }
            LOG.info(
                    "event=column-altered table={} statement=\"{}\"",
                    target.name().plain(),
                    statement);
        }
    }

    private boolean isStillNeeded(TableAlteration alteration) {
        return TableAlteration.between(target.name(), TableColumns.of(session, target.name()), target.curated())
                .stream()
                .anyMatch(needed -> needed.column().equals(alteration.column()));
    }
}
