package dev.madrugada.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.aws.AwsClients;
import dev.madrugada.runner.aws.AwsActivities;
import dev.madrugada.runner.aws.AwsGlueJobs;
import dev.madrugada.runner.aws.DynamoDbClaims;
import dev.madrugada.runner.aws.RunnerClients;
import dev.madrugada.runner.claim.Claim;
import dev.madrugada.runner.claim.Claims;
import dev.madrugada.runner.step.JobRun;
import dev.madrugada.runner.task.Activities.Receipt;
import dev.madrugada.runner.task.Activities.Task;
import dev.madrugada.runner.task.Failure;
import dev.madrugada.runner.task.TaskInput;
import dev.madrugada.runner.tick.Ports;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Action;
import software.amazon.awssdk.services.glue.model.TriggerType;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The function with its own clients, against the local stack. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunnerHandlerIT {
    private static final int TASKS_AT_ONCE = 2;
    private static final int MANY = 120;
    private static final int PAGE = 50;
    private static final Duration LONGEST_TICK = Duration.ofSeconds(10);
    private static final String NO_LIMITS = "";

    private final StackOfRunner stack;
    private final GlueClient glue;
    private final SfnClient stepFunctions;
    private final DynamoDbClient dynamoDb;
    private final Claims claims;
    private final Ports ports;

    RunnerHandlerIT() throws IOException {
        this.stack = new StackOfRunner();
        AwsClients clients = new AwsClients(stack.environment("none"));
        this.ports = RunnerPorts.of(stack.environment("none"));
        RunnerClients own = new RunnerClients(clients);
        this.glue = clients.glue();
        this.stepFunctions = own.answering();
        this.dynamoDb = own.dynamoDb();
        this.claims = new DynamoDbClaims(dynamoDb, ClaimsTable.NAME, PAGE);
    }

    @BeforeAll
    @SuppressWarnings("CheckReturnValue")
    void createTable() {
        ClaimsTable.create(dynamoDb);
        glue.createJob(job ->
                job.name("ingest").role("r").glueVersion("5.1").executionProperty(p -> p.maxConcurrentRuns(1_000)));
        glue.createCrawler(crawler -> crawler.name("raw").role("r").targets(targets -> targets.s3Targets(List.of())));
        glue.createTrigger(trigger -> trigger.name("hourly")
                .type(TriggerType.ON_DEMAND)
                .actions(List.of(Action.builder().jobName("ingest").build())));
    }

    @AfterAll
    void close() {
        dynamoDb.close();
        stepFunctions.close();
        glue.close();
        stack.close();
    }

    @Test
    void aJobAndACrawlerAreFollowedToTheirEnd() throws IOException {
        String activity = activity("job-and-crawler");
        CompletableFuture<JsonNode> job = stack.scheduled(activity, job("ingest"), NO_LIMITS);
        CompletableFuture<JsonNode> crawl = stack.scheduled(activity, task("crawler", named("raw")), NO_LIMITS);

        assertThat(started(activity).path("Started").asInt()).isEqualTo(2);
        JsonNode orders = orders(2);
        JsonNode run = orders.path("start-run");
        JsonNode alive = checked(activity);
        assertThat(alive.path("AnsweredHeartbeat").asInt()).isEqualTo(2);
        assertThat(alive.path("Running").asInt()).isEqualTo(2);

        stack.report("runs/" + run.path("Id").asText(), "SUCCEEDED", "");
        stack.report("crawls/" + orders.path("start-crawl").path("CrawlId").asText(), "COMPLETED", "");
        assertThat(checked(activity).path("AnsweredSuccess").asInt()).isEqualTo(2);

        JsonNode output = StackOfRunner.json(job.join().path("output").asText());
        assertThat(output.path("JobRunState").asText()).isEqualTo("SUCCEEDED");
        assertThat(output.path("Id")).isEqualTo(run.path("Id"));
        assertThat(output.path("Arguments").path("--date").asText()).isEqualTo("2001-01-01");
        assertThat(output.path("Arguments").path("--claim").asText()).hasSize(40);
        assertThat(output.path("StartedOn").isIntegralNumber())
                .as("milliseconds, as of .sync")
                .isTrue();
        assertThat(StackOfRunner.json(crawl.join().path("output").asText())
                        .path("State")
                        .asText())
                .isEqualTo("COMPLETED");
        assertThat(claims.page(Optional.empty()).claims()).isEmpty();
    }

    @Test
    void aTriggerIsStartedAndAMailIsSent() throws IOException {
        String activity = activity("trigger-and-mail");
        CompletableFuture<JsonNode> trigger = stack.scheduled(activity, task("trigger", named("hourly")), NO_LIMITS);
        CompletableFuture<JsonNode> mail = stack.scheduled(activity, task("mail", mail()), NO_LIMITS);

        assertThat(started(activity).path("Started").asInt()).isEqualTo(2);
        assertThat(checked(activity).path("AnsweredSuccess").asInt()).isEqualTo(2);

        assertThat(orders(1).path("start-run").path("TriggerName").asText()).isEqualTo("hourly");
        assertThat(trigger.join().path("output").asText()).isEqualTo("{\"Name\":\"hourly\"}");
        assertThat(mail.join().path("output").asText()).contains("MessageId");
        assertThat(stack.mails()).singleElement().satisfies(sent -> {
            assertThat(sent.path("subject").asText()).isEqualTo("Madrugada: flights of 2001-01-01");
            assertThat(sent.path("to").get(0).asText()).isEqualTo("data-team@example.com");
            assertThat(sent.path("text").asText()).isEqualTo("a < b & resume: madrugada run");
            assertThat(sent.path("html").asText()).contains("a &lt; b &amp; resume");
        });
    }

    @Test
    void failuresHaveNamesThatACatchCanMatch() throws IOException {
        String activity = activity("failures");
        CompletableFuture<JsonNode> job = stack.scheduled(activity, job("ingest"), NO_LIMITS);
        CompletableFuture<JsonNode> crawl = stack.scheduled(activity, task("crawler", named("raw")), NO_LIMITS);
        var unused = started(activity);
        JsonNode orders = orders(2);
        stack.report(
                "runs/" + orders.path("start-run").path("Id").asText(),
                "FAILED",
                "Exception in User Class: dev.madrugada.common.error.TerminalException : InputMissing: stream: gone");
        stack.report("crawls/" + orders.path("start-crawl").path("CrawlId").asText(), "FAILED", "no access");
        assertThat(checked(activity).path("AnsweredFailure").asInt()).isEqualTo(2);
        assertThat(job.join().path("error").asText()).isEqualTo("InputMissing");
        assertThat(StackOfRunner.json(job.join().path("cause").asText())
                        .path("JobRunState")
                        .asText())
                .isEqualTo("FAILED");
        assertThat(crawl.join().path("error").asText()).isEqualTo("Glue.CrawlFAILED");
        assertThat(crawl.join().path("cause").asText()).contains("no access");
    }

    @Test
    void whatGlueDoesNotKnowFailsTheTaskAtOnce() throws IOException {
        String activity = activity("unknown");
        CompletableFuture<JsonNode> job = stack.scheduled(activity, job("nothing"), NO_LIMITS);
        CompletableFuture<JsonNode> crawl = stack.scheduled(activity, task("crawler", named("nothing")), NO_LIMITS);
        var first = started(activity);
        CompletableFuture<JsonNode> trigger = stack.scheduled(activity, task("trigger", named("nothing")), NO_LIMITS);
        CompletableFuture<JsonNode> wrong = stack.scheduled(activity, task("crawler", named("")), NO_LIMITS);
        var second = started(activity);

        assertThat(first.path("AnsweredFailure").asInt()
                        + second.path("AnsweredFailure").asInt())
                .isEqualTo(4);
        for (CompletableFuture<JsonNode> task : List.of(job, crawl, trigger)) {
            assertThat(task.join().path("error").asText()).isEqualTo("Glue.EntityNotFoundException");
            assertThat(task.join().path("cause").asText()).contains("nothing not found");
        }
        assertThat(wrong.join().path("error").asText()).isEqualTo("InvalidArguments");
        assertThat(claims.page(Optional.empty()).claims()).isEmpty();
    }

    @Test
    void aTaskForWhichNobodyWaitsStopsItsRun() throws IOException {
        String activity = activity("gone");
        CompletableFuture<JsonNode> late = stack.scheduled(activity, job("ingest"), "&timeout=2");
        CompletableFuture<JsonNode> silent = stack.scheduled(activity, task("crawler", named("raw")), "&heartbeat=1");
        assertThat(started(activity).path("Started").asInt()).isEqualTo(2);
        JsonNode orders = orders(2);
        assertThat(late.join().path("error").asText()).isEqualTo("States.Timeout");
        assertThat(silent.join().path("error").asText()).isEqualTo("States.HeartbeatTimeout");

        JsonNode tick = checked(activity);

        assertThat(tick.path("TokensGone").asInt()).isEqualTo(2);
        assertThat(tick.path("RunsStopped").asInt()).isEqualTo(2);
        JsonNode stops = orders(2);
        assertThat(stops.path("stop-run").path("Id"))
                .isEqualTo(orders.path("start-run").path("Id"));
        String crawl = stops.path("stop-crawl").path("CrawlId").asText();
        stack.report("crawls/" + crawl, "STOPPED", "");
        assertThat(claims.page(Optional.empty()).claims()).isEmpty();
    }

    @Test
    void aCrawlThatRunsAlreadyIsWaitedFor() throws IOException {
        String activity = activity("busy");
        var unused = glue.startCrawler(start -> start.name("raw"));
        String other = orders(1).path("start-crawl").path("CrawlId").asText();
        CompletableFuture<JsonNode> crawl = stack.scheduled(activity, task("crawler", named("raw")), NO_LIMITS);
        CompletableFuture<JsonNode> job = stack.scheduled(activity, job("ingest"), NO_LIMITS);
        assertThat(started(activity).path("Started").asInt())
                .as("the job alone")
                .isEqualTo(1);
        stack.report("runs/" + orders(1).path("start-run").path("Id").asText(), "SUCCEEDED", "");

        stack.report("crawls/" + other, "COMPLETED", "");
        assertThat(checked(activity).path("Started").asInt())
                .as("the crawl of its own")
                .isEqualTo(1);
        String own = orders(1).path("start-crawl").path("CrawlId").asText();
        assertThat(own).isNotEqualTo(other);
        stack.report("crawls/" + own, "COMPLETED", "");
        assertThat(checked(activity).path("AnsweredSuccess").asInt()).isEqualTo(1);
        assertThat(crawl.join().path("output").asText()).contains(own);
        assertThat(job.join().path("output").asText()).contains("SUCCEEDED");
    }

    @Test
    void oneTickChecksManyClaims() {
        String activity = activity("many");
        AwsActivities activities = new AwsActivities(stepFunctions, stepFunctions);
        AwsGlueJobs jobs = new AwsGlueJobs(glue, glue);
        List<CompletableFuture<JsonNode>> scheduled = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            ObjectNode input = job("ingest");
            scheduled.add(stack.scheduled(activity, input.put("started", "task " + i), NO_LIMITS));
        }
        Instant before = Instant.now().minusSeconds(1);
        for (int i = 0; i < MANY; i++) {
            Task task = activities.take(activity).orElseThrow();
            String run = glue.startJobRun(start -> start.jobName("ingest").arguments(Map.of("--claim", "many")))
                    .jobRunId();
            stack.report("runs/" + run, "SUCCEEDED", "");
            assertThat(claims.create(new Claim(
                            TaskInput.claimId(task),
                            task.token(),
                            task.input(),
                            "owner",
                            before,
                            Optional.of(run),
                            before)))
                    .isTrue();
        }
        assertThat(jobs.runsOf("ingest", "many", before))
                .extracting(JobRun::id)
                .doesNotHaveDuplicates()
                .hasSize(MANY);

        long from = System.nanoTime();
        JsonNode tick = checked(activity);
        Duration took = Duration.ofNanos(System.nanoTime() - from);

        assertThat(tick.path("AnsweredSuccess").asInt()).isEqualTo(MANY);
        assertThat(took).isLessThan(LONGEST_TICK);
        assertThat(scheduled)
                .allSatisfy(
                        task -> assertThat(task.join().path("output").asText()).contains("SUCCEEDED"));
        assertThat(claims.page(Optional.empty()).claims()).isEmpty();
        for (int i = 0; i < MANY; i++) {
            assertThat(stack.order().path("order").asText()).isEqualTo("start-run");
        }
        System.out.println(MANY + " claims in pages of " + PAGE + ": " + took.toMillis() + " ms");
    }

    @Test
    void anAnswerIsAcceptedOnce() {
        String activity = activity("once");
        AwsActivities activities = new AwsActivities(stepFunctions, stepFunctions);
        var scheduled = stack.scheduled(activity, job("ingest"), NO_LIMITS);
        String token = activities.take(activity).orElseThrow().token();

        assertThat(activities.heartbeat(token)).isEqualTo(Receipt.ACCEPTED);
        assertThat(activities.failed(token, new Failure("E".repeat(300), "c".repeat(40_000))))
                .isEqualTo(Receipt.ACCEPTED);
        assertThat(activities.succeeded(token, "{}")).isEqualTo(Receipt.GONE);
        assertThat(activities.heartbeat(token)).isEqualTo(Receipt.GONE);
        assertThat(activities.heartbeat("no token")).isEqualTo(Receipt.GONE);
        assertThat(scheduled.join().path("error").asText()).hasSize(256);
    }

    private String activity(String name) {
        return stepFunctions.createActivity(create -> create.name(name)).activityArn();
    }

    /** A start tick that takes one task with each of its polls, and polls no more. */
    private JsonNode started(String activity) {
        return ticked(activity, "start", TASKS_AT_ONCE);
    }

    private JsonNode checked(String activity) {
        return ticked(activity, "check", Integer.MAX_VALUE);
    }

    private JsonNode ticked(String activity, String tick, int pieces) {
        Map<String, String> environment = stack.environment(activity);
        RunnerHandler handler = new RunnerHandler(
                environment, ports, new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        String event = "{\"input\": {\"tick\": \"" + tick + "\"}}";
        try {
            handler.handleRequest(
                    new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                    answer,
                    new ShortContext(new AtomicInteger(pieces)));
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
        JsonNode counts = StackOfRunner.json(answer.toString(StandardCharsets.UTF_8));
        assertThat(counts.path("Errors").asInt()).as(counts.toString()).isZero();
        return counts;
    }

    /** The next orders to the worker, by kind. */
    private JsonNode orders(int count) {
        ObjectNode orders = object();
        for (int i = 0; i < count; i++) {
            JsonNode order = stack.order();
            orders.set(order.path("order").asText(), order);
        }
        return orders;
    }

    private static ObjectNode job(String name) {
        ObjectNode job = object().put("JobName", name).put("WorkerType", "G.1X").put("NumberOfWorkers", 2);
        job.putObject("Arguments").put("--date", "2001-01-01");
        return task("job", job);
    }

    private static ObjectNode task(String kind, ObjectNode work) {
        ObjectNode task = object();
        task.putObject("claim")
                .put("execution", "arn:aws:states:us-east-1:000000000000:execution:local:" + System.nanoTime())
                .put("state", kind)
                .put("entered", "2001-01-02T02:00:00Z")
                .put("retry", 0);
        task.set(kind, work);
        return task;
    }

    private static ObjectNode named(String name) {
        return object().put("Name", name);
    }

    private static ObjectNode mail() {
        ObjectNode mail = object().put("From", "madrugada@example.com");
        mail.putArray("To").add("data-team@example.com");
        return mail.put("Subject", "Madrugada: flights of 2001-01-01").put("Text", "a < b & resume: madrugada run");
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
