package dev.madrugada.load;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.StageRun;
import dev.madrugada.common.spark.JobContext;
import dev.madrugada.common.spark.JobRunner;
import dev.madrugada.warehouse.SessionSettings;
import dev.madrugada.warehouse.redshift.RedshiftLogin;

/** The load stage's main class; see {@link LoadStage} for what it does. */
public final class LoadJob {
    private LoadJob() {}

    /** Ends well, or throws with a code; see docs/operations.md. */
    public static void main(String[] args) {
        JobRunner.run(StageName.LOAD, args, LoadArguments::parse, LoadJob::run, AwsObjectStore::of);
    }

    static StageRun.Result run(LoadArguments arguments, JobContext context) {
        AwsClients clients = new AwsClients(context.environment());
        RedshiftLogin login = new RedshiftLogin(clients, arguments.warehouse());
        Warehouse warehouse = statement ->
                login.open(SessionSettings.of("load", arguments.stage().runId(), statement));
        try (AwsObjectStore store = new AwsObjectStore(clients);
                LoadStage stage = LoadStage.of(arguments, context, store, warehouse)) {
            return context.stageRun(arguments.stage(), store).run(stage);
        }
    }
}
