package dev.madrugada.cli.doctor;

import dev.madrugada.aws.secrets.WarehouseArguments;
import dev.madrugada.cli.arguments.FolderArgument;
import dev.madrugada.cli.doctor.check.Target;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.lake.ObjectStore;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is checked. */
final class DoctorOptions {
    @Option(
            names = "--dataset",
            required = true,
            paramLabel = "DIR",
            description = "The dataset's folder: a path, or a URI with s3: or file:.",
            converter = FolderArgument.class)
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private URI dataset;

    @Option(
            names = "--lake",
            required = true,
            paramLabel = "URI",
            description = "The lake: s3://bucket/folder.",
            converter = FolderArgument.class)
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private URI lake;

    @Option(
            names = "--environment",
            required = true,
            paramLabel = "NAME",
            description = "The environment of the stack, such as prod: every name carries it.")
    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private String stack;

    @Option(names = "--warehouse-secret", paramLabel = "NAME|ARN", description = "The secret of the warehouse's login.")
    private @Nullable String secret;

    @Option(names = "--warehouse-host", paramLabel = "HOST", description = "The address, if the secret has none.")
    private @Nullable String host;

    @Option(names = "--warehouse-port", paramLabel = "PORT", description = "The port, if the secret has none.")
    private @Nullable Integer port;

    @Option(names = "--warehouse-database", paramLabel = "NAME", description = "The database, if the secret has none.")
    private @Nullable String database;

    @Option(
            names = "--copy-role",
            paramLabel = "ARN",
            description = "The role of COPY (default: the role that the stack makes).")
    private @Nullable String copyRole;

    @Option(
            names = "--cluster",
            paramLabel = "ID",
            description = "The Redshift cluster, to see the roles attached to it.")
    private @Nullable String cluster;

    @Option(names = "--namespace", paramLabel = "NAME", description = "The same for a Redshift Serverless namespace.")
    private @Nullable String namespace;

    @Option(
            names = "--subnet",
            paramLabel = "ID",
            split = ",",
            description = "A subnet of the load job and the report function; may be given several times.")
    private List<String> subnets = List.of();

    Target target(ObjectStore store, String region) {
        if (!"s3".equals(lake.getScheme())) {
            throw Fault.of(ErrorCode.InvalidArguments)
                    .at("--lake")
                    .what("the lake is not in S3")
                    .because("doctor checks an AWS account")
                    .fix("give s3://bucket/folder")
                    .exception();
        }
        return new Target(
                stack,
                region,
                DatasetFolder.read(store, dataset).contract(),
                lake,
                Optional.ofNullable(secret)
                        .map(name -> new WarehouseArguments(
                                WarehouseArguments.secretName(name),
                                Optional.ofNullable(host).map(WarehouseArguments::hostName),
                                Optional.ofNullable(port),
                                Optional.ofNullable(database).map(WarehouseArguments::databaseName))),
                Optional.ofNullable(copyRole),
                Optional.ofNullable(cluster),
                Optional.ofNullable(namespace),
                subnets);
    }
}
