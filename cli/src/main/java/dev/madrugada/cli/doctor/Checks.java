package dev.madrugada.cli.doctor;

import dev.madrugada.cli.doctor.account.AccountChecks;
import dev.madrugada.cli.doctor.account.Clients;
import dev.madrugada.cli.doctor.account.GlueRunWait;
import dev.madrugada.cli.doctor.check.Check;
import dev.madrugada.cli.doctor.check.Target;
import dev.madrugada.cli.doctor.evidence.Evidence;
import dev.madrugada.cli.doctor.warehouse.WarehouseChecks;
import dev.madrugada.cli.doctor.warehouse.WarehouseLogin;
import dev.madrugada.common.lake.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the checks use.
 *
 * @param lake writes and reads objects with the credentials of this command
 * @param canaryFile makes the Parquet file that goes through COPY
 * @param glueRuns how the end of a canary run is awaited; empty to start none
 */
record Checks(
        Clients clients,
        ObjectStore lake,
        WarehouseLogin login,
        Supplier<byte[]> canaryFile,
        Evidence evidence,
        Optional<GlueRunWait> glueRuns) {
    List<Check> of(Target target) {
        conceal(target);
        List<Check> checks = new ArrayList<>(AccountChecks.of(clients, target, lake, evidence, glueRuns));
        checks.addAll(new WarehouseChecks(
                        clients.secrets(),
                        login,
                        target,
                        new WarehouseChecks.Scratch(lake, clients::account, canaryFile),
                        evidence)
                .checks());
        return checks;
    }

    private void conceal(Target target) {
        evidence.conceal(target.bucket());
        evidence.conceal(target.named(""));
        evidence.conceal(target.contract().dataset());
        target.cluster().ifPresent(evidence::conceal);
        target.namespace().ifPresent(evidence::conceal);
        target.warehouse().ifPresent(given -> evidence.conceal(given.secret()));
    }
}
