package dev.madrugada.cli.deploy;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.aws.secrets.WarehouseSecret;
import dev.madrugada.cli.check.LocalCheck;
import dev.madrugada.cli.doctor.account.Clients;
import dev.madrugada.cli.doctor.evidence.Evidence;
import dev.madrugada.cli.pack.PackageFolder;
import dev.madrugada.common.arguments.FolderUri;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.error.ErrorCategory;
import dev.madrugada.warehouse.redshift.JdbcRedshiftSession;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code madrugada deploy}: brings an environment to AWS. */
@Command(
        name = "deploy",
        header = "Bring an environment to AWS: check, package, upload, change the stack, publish the datasets.",
        description = {
            "",
            "Only what differs is changed: artifacts are named by their content, the stack changes through a change set,"
                    + " and a dataset whose content is current is not published. A deployment that was interrupted is"
                    + " run again. docs/deploy.md has the deployment file."
        },
        footer = {"", "Example:", "  scripts/madrugada deploy --file deployment.yaml --environment prod --plan"})
public final class DeployCommand implements Callable<Integer> {
    private final Map<String, String> variables;

    @Option(names = "--file", required = true, paramLabel = "FILE", description = "The deployment file: YAML or JSON.")
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private Path file;

    @Option(
            names = "--environment",
            required = true,
            paramLabel = "NAME",
            description = "The environment, such as prod. Its stack is madrugada-NAME.")
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private String environment;

    @Option(names = "--plan", description = "Print what would be done, and change nothing.")
    private boolean isPlan;

    @Option(
            names = "--datasets",
            paramLabel = "DIR",
            description = "The folder with the datasets' folders (default: datasets, of this project).")
    private @Nullable Path datasets;

    @Option(names = "--no-check", description = "Check the contracts only, not expressions, rules and report.sql.")
    private boolean isUnchecked;

    @Option(names = "--no-build", description = "Take the JARs as they are instead of building them.")
    @SuppressWarnings("UnusedVariable") // scripts/madrugada reads the option
    private boolean isNotBuilt;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private CommandSpec spec;

    public DeployCommand(Map<String, String> environment) {
        this.variables = Map.copyOf(environment);
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Path root = Path.of(System.getProperty("madrugada.root", ".")).toAbsolutePath();
        DeploymentFile deployment = DeploymentFile.read(file, environment);
        Path folder = Optional.ofNullable(datasets).orElse(root.resolve("datasets"));
        List<URI> folders = deployment.datasets().stream()
                .map(name -> FolderUri.of(folder.resolve(name)))
                .toList();
        List<String> problems = isUnchecked ? List.of() : LocalCheck.problems(Map.of(), folders);
        if (!problems.isEmpty()) {
            problems.forEach(out::println);
            return ErrorCategory.CALLER.exitStatus();
        }
        AwsClients clients = new AwsClients(variables);
        try (AwsObjectStore store = new AwsObjectStore(clients);
                S3Client s3 = clients.s3();
                Clients account = new Clients(clients, new Evidence())) {
            List<DatasetFolder> read = folders.stream()
                    .map(each -> DatasetFolder.read(store, each))
                    .toList();
            read.forEach(each -> ContractSettings.completeFrom(each.contract(), deployment));
            Path target = root.resolve("target/package");
            List<Artifact> artifacts = Artifact.of(target, new PackageFolder(target).collect(root));
            EnvironmentDeployment work = new EnvironmentDeployment(
                    new ArtifactBucket(s3, deployment.bucket(), deployment.prefix()),
                    store,
                    Stacks.of(account.cloudFormation(), clients),
                    new WarehouseAccess(
                            new WarehouseSettings(account.redshift(), account.serverless(), account.ec2()),
                            arguments -> WarehouseSecret.read(account.secrets(), arguments),
                            new SchemaSession(JdbcRedshiftSession::open, SchemaSession::connects)),
                    out);
            Environment all = Environment.of(deployment, artifacts, new CdkApp(root), read);
            if (isPlan) {
                work.plan(all);
            } else {
                work.deploy(all);
            }
        }
        return 0;
    }
}
