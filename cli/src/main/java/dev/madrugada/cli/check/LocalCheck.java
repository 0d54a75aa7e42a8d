package dev.madrugada.cli.check;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.cli.spark.LocalSession;
import dev.madrugada.localstack.LocalWarehouseProcess;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Checks datasets' folders with a Spark session and a warehouse of its own, which it stops afterwards. */
public final class LocalCheck {
    private LocalCheck() {}

    /**
     * The problems of all folders, one line each; empty if every folder is valid.
     *
     * @param environment for the store that has the folders
     * @param folders end in a slash
     */
    public static List<String> problems(Map<String, String> environment, List<URI> folders) {
        LocalSession session = LocalSession.starting(Map.of());
        try (AwsObjectStore store = new AwsObjectStore(new AwsClients(environment));
                LocalWarehouseProcess warehouse = LocalWarehouseProcess.starting(CheckCommand.state())) {
            DatasetCheck check = new DatasetCheck(store, session::get, () -> CheckCommand.endpoint(warehouse));
            return folders.stream()
                    .flatMap(folder -> check.of(folder).problems().stream())
                    .map(Problem::printed)
                    .toList();
        } finally {
            session.stop();
        }
    }
}
