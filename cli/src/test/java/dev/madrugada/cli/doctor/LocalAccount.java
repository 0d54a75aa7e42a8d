package dev.madrugada.cli.doctor;

import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.aws.secrets.WarehouseArguments;
import dev.madrugada.cli.doctor.account.GlueRunWait;
import dev.madrugada.cli.doctor.check.Checkup;
import dev.madrugada.cli.doctor.check.Outcome;
import dev.madrugada.cli.doctor.check.Selection;
import dev.madrugada.cli.doctor.check.Target;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.localstack.account.AccountServices;
import dev.madrugada.localstack.account.AccountState;
import dev.madrugada.localstack.catalog.DataCatalog;
import dev.madrugada.localstack.gluejob.GlueJobs;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.kinesis.Kinesis;
import dev.madrugada.localstack.outbox.Outbox;
import dev.madrugada.localstack.outbox.Ses;
import dev.madrugada.localstack.outbox.Sns;
import dev.madrugada.localstack.secrets.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An account in which the night of flights would run: the local stack's services in this JVM, and a fake warehouse. */
final class LocalAccount implements BreakableAccount, AutoCloseable {
    static final String SECRET = "madrugada/warehouse";
    private static final String BUCKET = "madrugada-local-lake";

    private final StackInJvm stack;
    private final AccountState state = AccountState.sound();
    private final MemoryBucket bucket = new MemoryBucket(BUCKET);
    private final FakeSession warehouse = new FakeSession();
    private final Map<String, String> secrets = new HashMap<>(
            Map.of(
                    SECRET,
                    "{\"username\":\"nightly\",\"password\":\"correct-horse\",\"host\":\"wh.example.com\",\"dbname\":\"dev\"}"));
    private final Map<String, JobSettings> jobs = new HashMap<>();
    private final Kinesis kinesis;
    private final Path folder;
    private List<String> subnets = List.of("subnet-0a");
    private int retentionHours = 48;
    private boolean hasStream = true;
    private boolean isEncrypted = true;
    private boolean hasDatabase = true;
    private GlueWorker.Flaw glueFlaw = GlueWorker.Flaw.NONE;

    LocalAccount(StackInJvm stack, Path folder) throws IOException {
        this.stack = stack;
        this.folder = folder;
        this.kinesis = Kinesis.open(folder.resolve("kinesis"), Clock.systemUTC(), folder);
        JobSettings.STAGES.forEach(stage -> jobs.put(stage, JobSettings.SOUND));
    }

    @Override
    public void set(String pointer, String json) {
        try {
            state.set(pointer, json);
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    @Override
    public void withJob(String stage, JobSettings settings) {
        jobs.put(stage, settings);
    }

    @Override
    public void withoutJob(String stage) {
        jobs.remove(stage);
    }

    @Override
    public void withRetention(int hours) {
        retentionHours = hours;
    }

    @Override
    public void withoutStream() {
        hasStream = false;
    }

    @Override
    public void withoutEncryptedStream() {
        isEncrypted = false;
    }

    void withoutDatabase() {
        hasDatabase = false;
    }

    @Override
    public void withSecret(String json) {
        secrets.put(SECRET, json);
    }

    @Override
    public void withoutSecret() {
        secrets.clear();
    }

    @Override
    public void inSubnet(String id) {
        subnets = List.of(id);
    }

    @Override
    public String lakeBucket() {
        return BUCKET;
    }

    MemoryBucket bucket() {
        return bucket;
    }

    FakeSession warehouse() {
        return warehouse;
    }

    void glueHas(GlueWorker.Flaw flaw) {
        glueFlaw = flaw;
    }

    /** Makes all checks. */
    List<Outcome> checked(Selection selection, Optional<GlueRunWait> glueRuns) throws Exception {
        List<Service> services = new ArrayList<>(List.of(AccountServices.denials(state)));
        services.addAll(kinesis.services());
        services.addAll(new GlueJobs(Clock.systemUTC()).services());
        services.add(new DataCatalog(folder.resolve("catalog"), Clock.systemUTC()).service());
        services.add(new Secrets(secrets, Clock.systemUTC()).service());
        Outbox outbox = Outbox.open(folder.resolve("outbox"));
        services.addAll(AccountServices.of(state, new Sns(outbox)));
        services.add(new Ses(outbox));
        services.add(bucket);
        stack.serve(services);
        deploy(new StackCalls(stack.endpoint()));
        GlueWorker worker = new GlueWorker(stack.endpoint(), glueFlaw);
        try {
            if (glueRuns.isPresent()) {
                worker.start();
            }
            return Checkup.of(
                    new Checks(
                                    stack.clients(),
                                    stack.lake(),
                                    (login, settings) -> warehouse.opened(),
                                    () -> new byte[] {1},
                                    stack.evidence(),
                                    glueRuns)
                            .of(target(stack.lake())),
                    selection,
                    outcome -> {});
        } finally {
            worker.close();
        }
    }

    private Target target(AwsObjectStore store) {
        URI flights = Path.of(System.getProperty("madrugada.root"), "datasets/flights/")
                .toUri();
        return new Target(
                "local",
                "us-east-1",
                DatasetFolder.read(store, flights).contract(),
                URI.create("s3://" + BUCKET + "/lake/"),
                Optional.of(WarehouseArguments.of(SECRET)),
                Optional.empty(),
                Optional.of("madrugada"),
                Optional.empty(),
                subnets);
    }

    private void deploy(StackCalls calls) {
        if (hasStream) {
            calls.createStream("flights", retentionHours);
        }
        if (hasStream && isEncrypted) {
            calls.encryptStream("flights");
        }
        if (hasDatabase) {
            calls.createDatabase("madrugada");
        }
        jobs.forEach(calls::createJob);
    }

    @Override
    public void close() throws IOException {
        kinesis.close();
    }
}
