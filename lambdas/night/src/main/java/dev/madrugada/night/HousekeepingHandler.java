package dev.madrugada.night;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.common.arguments.Argument;
import dev.madrugada.common.arguments.ArgumentReader;
import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.lake.Garbage;
import dev.madrugada.common.lake.GarbageCollection;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.lake.PartitionInventory;
import dev.madrugada.common.lake.ReferencedFiles;
import dev.madrugada.common.lambda.LambdaEvent;
import dev.madrugada.common.lambda.LambdaFunction;
import dev.madrugada.formats.CommittedVersion;
import dev.madrugada.formats.OpenTableFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Work on tables whose format needs libraries that the command line cannot have beside Spark's. The command line calls
 * it from the fat JAR, in a JVM of its own; no deployment has it as a function. The event is {@code {"action", "dataset",
 * "lake"}}:
 *
 * <ul>
 *   <li>{@code register} makes the catalog's table that of this lake; the answer is {@code {"table", "version",
 *       "partitions"}}.
 *   <li>{@code collect-garbage} deletes what nothing needs any more of the dataset's tables, and {@code find-garbage}
 *       only finds it; the answer is {@code {"tables": [{"table", "manifests", "files", "bytes"}]}}.
 * </ul>
 */
public final class HousekeepingHandler implements RequestStreamHandler {
    private final Map<String, String> environment;
    private final AwsClients clients;
    private final ObjectStore store;

    /** The table of the lake, its version and the number of partitions that are new in it. */
    record Registered(String table, long version, int partitions) {}

    /** What was deleted of each table. */
    record Collected(List<CollectedTable> tables) {
        record CollectedTable(String table, int manifests, int files, long bytes) {
            static CollectedTable of(LakeTable table, Garbage garbage) {
                return new CollectedTable(
                        table.toString(),
                        garbage.manifests().size(),
                        garbage.files().size(),
                        garbage.bytes());
            }
        }
    }

    private enum Action {
        REGISTER {
            @Override
            Object on(Opened opened) {
                return opened.registered();
            }
        },
        COLLECT_GARBAGE {
            @Override
            Object on(Opened opened) {
                return opened.collected(GarbageCollection::collect);
            }
        },
        FIND_GARBAGE {
            @Override
            Object on(Opened opened) {
                return opened.collected(collection -> collection.inventories().stream()
                        .map(PartitionInventory::garbage)
                        .reduce(Garbage.NONE, Garbage::and));
            }
        };

        abstract Object on(Opened opened);

        static Action parse(String text) {
            return Arrays.stream(values())
                    .filter(action -> action.text().equals(text))
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalArgumentException("must be register, collect-garbage or find-garbage"));
        }

        private String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private interface Collector {
        Garbage of(GarbageCollection collection);
    }

    /** The tables of a dataset, of which the curated one is open in its format. */
    private record Opened(ObjectStore store, LakeLayout layout, String dataset, OpenTableFormat format) {
        Registered registered() {
            LakeTable curated = layout.curated(dataset);
            CommittedVersion version = format.format()
                    .map(table -> table.register("register-" + Clock.systemUTC().millis()))
                    .orElseGet(() -> new CommittedVersion(0, List.of()));
            return new Registered(
                    curated.toString(), version.version(), version.replaced().size());
        }

        Collected collected(Collector collector) {
            LakeTable curated = layout.curated(dataset);
            return new Collected(layout.tables(dataset).stream()
                    .map(table -> {
                        ReferencedFiles references = format.format()
                                .<ReferencedFiles>map(open -> open)
                                .filter(open -> table.equals(curated))
                                .orElse(ReferencedFiles.NONE);
                        return Collected.CollectedTable.of(
                                table,
                                collector.of(new GarbageCollection(store, table, references, Clock.systemUTC())));
                    })
                    .toList());
        }
    }

    public HousekeepingHandler() {
        this(System.getenv(), new AwsClients(System.getenv()));
    }

    private HousekeepingHandler(Map<String, String> environment, AwsClients clients) {
        this(environment, clients, new AwsObjectStore(clients));
    }

    HousekeepingHandler(Map<String, String> environment, AwsClients clients, ObjectStore store) {
        this.environment = Map.copyOf(environment);
        this.clients = clients;
        this.store = store;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        new LambdaFunction("housekeeping", environment, () -> store).run(event, answer, this::done);
    }

    private Object done(LambdaEvent event) {
        ArgumentReader reader = new ArgumentReader(event.arguments());
        Argument<Action> action = reader.required("action", Action::parse);
        Argument<URI> dataset = reader.required("dataset", StageArguments::folder);
        Argument<URI> lake = reader.required("lake", StageArguments::lake);
        reader.verify();
        DatasetContract contract = DatasetFolder.read(store, dataset.value()).contract();
        LakeLayout layout = new LakeLayout(lake.value());
        PartitionCommits commits = new PartitionCommits(
                store, layout.curated(contract.dataset()), PartitionCatalog.NONE, Clock.systemUTC());
        try (OpenTableFormat format = OpenTableFormat.of(contract, commits, store, clients, Clock.systemUTC())) {
            return action.value().on(new Opened(store, layout, contract.dataset(), format));
        }
    }
}
