package dev.madrugada.localstack;

import dev.madrugada.localstack.account.AccountServices;
import dev.madrugada.localstack.account.AccountState;
import dev.madrugada.localstack.activity.Activities;
import dev.madrugada.localstack.calls.CallLog;
import dev.madrugada.localstack.calls.RecordedService;
import dev.madrugada.localstack.catalog.DataCatalog;
import dev.madrugada.localstack.cloudformation.CloudFormation;
import dev.madrugada.localstack.cloudformation.CloudFormationAdmin;
import dev.madrugada.localstack.cloudformation.ExistingResources;
import dev.madrugada.localstack.cloudformation.ObjectFiles;
import dev.madrugada.localstack.dynamodb.LocalDynamoDb;
import dev.madrugada.localstack.gluejob.GlueJobs;
import dev.madrugada.localstack.hold.HoldAdmin;
import dev.madrugada.localstack.hold.Holds;
import dev.madrugada.localstack.http.AwsHttpServer;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.kafka.LocalKafka;
import dev.madrugada.localstack.kinesis.Kinesis;
import dev.madrugada.localstack.outbox.Outbox;
import dev.madrugada.localstack.outbox.Ses;
import dev.madrugada.localstack.outbox.Sns;
import dev.madrugada.localstack.redshift.LocalRedshift;
import dev.madrugada.localstack.s3.LocalS3;
import dev.madrugada.localstack.secrets.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The services of a stack. The services start in order of dependency and stop in the reverse order. */
final class RunningStack implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningStack.class);
    private static final String REGION = "us-east-1";
    private static final String ACCESS_KEY = "local-stack";
    /** Like the warehouse's password a text that nothing else contains, so that a test finds where it is written. */
    private static final String SECRET_KEY = "local-secret-access-key";

    private static final String BUCKET = "madrugada";
    private static final String WAREHOUSE_SECRET = "madrugada/warehouse";

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final ParentProcessWatcher parent = new ParentProcessWatcher();
    private final StackArguments arguments;
    private final LocalStackEndpoints endpoints;

    private RunningStack(StackArguments arguments) throws IOException {
        this.arguments = arguments;
        try {
            this.endpoints = startParts();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Starts a stack. When this method returns, all services accept requests. */
    static RunningStack start(StackArguments arguments) throws IOException {
        return new RunningStack(arguments);
    }

    private LocalStackEndpoints startParts() throws IOException {
        StateDirectory state = started(StateDirectory.lock(arguments.state()));
        Files.deleteIfExists(arguments.ready());
        started(() -> Files.deleteIfExists(arguments.ready()));
        SettableClock clock = arguments.now().map(SettableClock::startingAt).orElseGet(SettableClock::systemUtc);
        Holds holds = new Holds();
        CallLog calls = new CallLog(arguments.calls());
        LocalS3 s3 = started(LocalS3.start(
                state.folder("s3"), List.of(BUCKET), new LocalS3.Keys(ACCESS_KEY, SECRET_KEY), holds, calls));
        LocalRedshift redshift = started(LocalRedshift.start(
                new LocalRedshift.Folders(
                        state.folder("postgres"), JvmSettings.postgresExecutables(), state.folder("s3"), state.tmp()),
                holds,
                calls));
        Kinesis kinesis = started(Kinesis.open(state.folder("kinesis"), clock, state.tmp()));
        AccountState account = AccountState.sound();
        List<Service> services = new ArrayList<>(List.of(AccountServices.denials(account)));
        services.addAll(kinesis.services());
        // Runs are real processes, so their times and those of tasks are real unless a test sets their clock.
        SettableClock runClock = SettableClock.systemUtc();
        Activities activities = started(new Activities(runClock));
        services.addAll(activities.services());
        // Before the Data Catalog, which accepts every action of Glue.
        services.addAll(new GlueJobs(runClock).services());
        services.add(new DataCatalog(state.folder("catalog"), clock).service());
        services.add(new Secrets(Map.of(WAREHOUSE_SECRET, warehouseSecret(redshift)), clock).service());
        Outbox outbox = Outbox.open(arguments.outbox());
        ExistingResources existing = new ExistingResources();
        services.add(new CloudFormation(existing, new ObjectFiles(state.folder("s3")), Clock.systemUTC()));
        services.add(new CloudFormationAdmin(existing));
        services.addAll(AccountServices.of(account, new Sns(outbox)));
        services.add(new Ses(outbox));
        services.add(new HoldAdmin(holds));
        services.add(new ClockAdmin("/_local/clock", clock, kinesis::expire));
        services.add(new ClockAdmin("/_local/run-clock", runClock, activities::expire));
        services.add(started(new LocalKafka(state.folder("kafka"))));
        services.add(started(new LocalDynamoDb(state.folder("dynamodb"))));
        services.add(parent);
        services.replaceAll(service -> new RecordedService(service, calls));
        AwsHttpServer httpServer = started(AwsHttpServer.start(services));
        // The holds stop first, because a held request would keep its service from stopping.
        started(holds);
        return new LocalStackEndpoints(
                ProcessHandle.current().pid(),
                httpServer.endpoint(),
                s3.endpoint(),
                LocalStackEndpoints.Redshift.atPort(redshift.port()),
                WAREHOUSE_SECRET,
                REGION,
                ACCESS_KEY,
                SECRET_KEY);
    }

    /** The secret has the fields that Secrets Manager's rotation for Redshift writes. */
    private static String warehouseSecret(LocalRedshift redshift) {
        return "{\"engine\":\"redshift\",\"host\":\"%s\",\"port\":%d,\"dbname\":\"%s\",\"username\":\"%s\",\"password\":\"%s\"}"
                .formatted(
                        LocalRedshift.HOST,
                        redshift.port(),
                        LocalRedshift.DATABASE,
                        LocalRedshift.USER,
                        LocalRedshift.PASSWORD);
    }

    private <T extends AutoCloseable> T started(T part) {
        parts.push(part);
        return part;
    }

    /** Writes the ready file. */
    void announce() throws IOException {
        ReadyFile.write(arguments.ready(), endpoints);
        LOG.info(
                "up: aws {}, s3 {}, redshift {}",
                endpoints.aws(),
                endpoints.s3(),
                endpoints.redshift().jdbcUrl());
    }

    /** The watcher of the parent process; watches no process until {@code watch} is called. */
    ParentProcessWatcher parent() {
        return parent;
    }

    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("{} did not stop cleanly", part, e);
            }
        }
    }
}
