package dev.madrugada.cli.deploy;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.cli.doctor.account.Clients;
import dev.madrugada.cli.doctor.evidence.Evidence;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code madrugada destroy}: deletes an environment's stack. */
@Command(
        name = "destroy",
        header = "Delete an environment's stack; keep its data unless told otherwise.",
        description = {
            "",
            "The template retains the lake with the datasets, keys, secrets, the catalog's databases, streams, log groups and"
                    + " the warehouse. They are listed at the end. The artifacts' bucket is not touched."
        },
        footer = {"", "Example:", "  scripts/madrugada destroy --environment test"})
public final class DestroyCommand implements Callable<Integer> {
    private final Map<String, String> variables;

    @Option(
            names = "--environment",
            required = true,
            paramLabel = "NAME",
            description = "The environment, such as test. Its stack is madrugada-NAME.")
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private String environment;

    @Option(
            names = "--and-data",
            description = "Also delete the bucket that the stack made, with the lake, the datasets and all versions.")
    private boolean isWithData;

    @Option(
            names = "--confirm",
            paramLabel = "BUCKET",
            description = "The name of this bucket; --and-data requires it.")
    private @Nullable String confirmed;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private CommandSpec spec;

    public DestroyCommand(Map<String, String> environment) {
        this.variables = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        AwsClients clients = new AwsClients(variables);
        try (S3Client s3 = clients.s3();
                Clients account = new Clients(clients, new Evidence())) {
            EnvironmentRemoval removal = new EnvironmentRemoval(
                    Stacks.of(account.cloudFormation(), clients),
                    new LakeBucket(s3),
                    spec.commandLine().getOut());
            String stack = "madrugada-" + environment;
            if (isWithData) {
                removal.removeWithData(stack, Optional.ofNullable(confirmed).orElse(""));
            } else {
                removal.remove(stack);
            }
        }
        return 0;
    }
}
