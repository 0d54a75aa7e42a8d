package dev.madrugada.runner.tick;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.run.RunClaims;
import dev.madrugada.runner.ClaimsTable;
import dev.madrugada.runner.StackOfRunner;
import dev.madrugada.runner.aws.AwsActivities;
import dev.madrugada.runner.aws.AwsGlueJobs;
import dev.madrugada.runner.aws.DynamoDbClaims;
import dev.madrugada.runner.aws.RunnerClients;
import dev.madrugada.runner.claim.Claims;
import dev.madrugada.runner.step.GlueJobs;
import dev.madrugada.runner.task.Activities;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * The local stack's Glue, Step Functions and S3 and AWS's DynamoDBLocal, by the adapters that the function uses. Each
 * world has an activity, a job and a lake of its own.
 */
final class LocalWorld implements World {
    private final StackOfRunner stack;
    private final Execution execution;
    private final SimulatedTime time = new SimulatedTime();
    private final LocalGlue glue;
    private final Services services;

    /** The clients and the adapters, which all worlds share. */
    record Adapters(
            GlueClient glue,
            SfnClient stepFunctions,
            DynamoDbClient dynamoDb,
            Claims claims,
            Activities activities,
            GlueJobs jobs,
            ObjectStore lake) {
        private static final int PAGE = 3;

        static Adapters of(StackOfRunner stack) {
            AwsClients clients = new AwsClients(stack.environment("none"));
            RunnerClients own = new RunnerClients(clients);
            GlueClient glue = clients.glue();
            SfnClient stepFunctions = own.answering();
            DynamoDbClient dynamoDb = own.dynamoDb();
            return new Adapters(
                    glue,
                    stepFunctions,
                    dynamoDb,
                    new DynamoDbClaims(dynamoDb, ClaimsTable.NAME, PAGE),
                    new AwsActivities(own.polling(), stepFunctions),
                    new AwsGlueJobs(glue, own.glueOnce()),
                    new AwsObjectStore(clients));
        }
    }

    LocalWorld(StackOfRunner stack, Adapters adapters, Random random, int number) {
        this.stack = stack;
        this.execution = new Execution(
                "arn:aws:states:us-east-1:000000000000:execution:night:" + number,
                URI.create("s3://madrugada/schedules/" + number + "/"),
                "ingest-" + number);
        String activity = adapters.stepFunctions()
                .createActivity(create -> create.name("schedule-" + number))
                .activityArn();
        this.glue = new LocalGlue(stack, adapters.glue(), adapters.jobs(), random, execution.job());
        Clock clock = time.clock(Duration.ZERO);
        this.services = new Services(
                adapters.claims(),
                new RepeatedDelivery(adapters.activities(), random, clock),
                activity,
                new LateListing(glue, random, clock),
                adapters.lake(),
                new LocalTasks(stack, execution, activity));
        setClock();
    }

    private void setClock() {
        var unused = stack.admin("POST", "run-clock?now=" + time.now(), "");
    }

    @Override
    public Execution execution() {
        return execution;
    }

    @Override
    public Services services() {
        return services;
    }

    @Override
    public List<RunHistory> runs() {
        return glue.histories();
    }

    @Override
    public SimulatedTime time() {
        return time;
    }

    @Override
    public void pass(Duration passed) {
        time.pass(passed);
        setClock();
        services.tasks().retryExpired();
        glue.advance(new RunClaims(services::lake), execution);
    }
}
