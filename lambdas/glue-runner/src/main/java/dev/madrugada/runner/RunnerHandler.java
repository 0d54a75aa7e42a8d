package dev.madrugada.runner;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lambda.LambdaEvent;
import dev.madrugada.common.lambda.LambdaFunction;
import dev.madrugada.runner.claim.Claim;
import dev.madrugada.runner.tick.ClaimCheck;
import dev.madrugada.runner.tick.Ports;
import dev.madrugada.runner.tick.TaskTaker;
import dev.madrugada.runner.tick.TickCounts;
import dev.madrugada.runner.tick.TimeLeft;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * One call of the glue-runner: checks all claims, then takes tasks. The event is {@code {"input": {"tick": "check" |
 * "start"}}} for one of the two, and anything else for both. The answer is the line of metrics.
 */
public final class RunnerHandler implements RequestStreamHandler {
    private static final int CLAIMS_AT_ONCE = 8;
    private static final int TASKS_AT_ONCE = 2;

    private final Map<String, String> environment;
    private final Ports ports;
    private final PrintStream metrics;

    public RunnerHandler() {
        this(System.getenv(), RunnerPorts.of(System.getenv()), System.out);
    }

    RunnerHandler(Map<String, String> environment, Ports ports, PrintStream metrics) {
        this.environment = Map.copyOf(environment);
        this.ports = ports;
        this.metrics = metrics;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        TimeLeft time = new TimeLeft(() -> Duration.ofMillis(context.getRemainingTimeInMillis()));
        new LambdaFunction("glue-runner", environment, RunnerHandler::noStore)
                .runOnAnyInput(event, answer, given -> ticked(given, time));
    }

    /** The events name no run, so the function writes no failure record. */
    private static ObjectStore noStore() {
        throw new IllegalStateException("a tick has no failure record");
    }

    private Object ticked(LambdaEvent event, TimeLeft time) {
        String tick = event.value("tick");
        if (!List.of("", "check", "start").contains(tick)) {
            throw Fault.of(ErrorCode.InvalidArguments)
                    .at("the event")
                    .what("the tick is " + tick)
                    .because("the runner knows check and start")
                    .fix("correct the input of the schedule, or leave it out for both")
                    .exception();
        }
        RunnerSettings settings = RunnerSettings.of(environment);
        String owner = UUID.randomUUID().toString();
        TickCounts counts = new TickCounts();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            if (!tick.equals("start")) {
                new ClaimCheck(ports, owner, counts).run((claims, work) -> inParallel(threads, claims, work), time);
            }
            if (!tick.equals("check")) {
                take(settings, new TaskTaker(ports, owner, counts), threads, time);
            }
        } finally {
            threads.shutdown();
            metrics.println(TickMetrics.of(counts, tick, ports.clock().instant()));
        }
        return TickMetrics.of(counts, tick, ports.clock().instant());
    }

    private static void take(RunnerSettings settings, TaskTaker taker, ExecutorService threads, TimeLeft time) {
        List<CompletableFuture<Void>> polls = new ArrayList<>();
        for (String activity : settings.activities()) {
            for (int i = 0; i < TASKS_AT_ONCE; i++) {
                polls.add(CompletableFuture.runAsync(() -> taker.run(activity, time), threads));
            }
        }
        polls.forEach(CompletableFuture::join);
    }

    private static void inParallel(ExecutorService threads, List<Claim> claims, Consumer<Claim> work) {
        List<CompletableFuture<Void>> parts = new ArrayList<>();
        for (int part = 0; part < CLAIMS_AT_ONCE; part++) {
            int first = part;
            parts.add(CompletableFuture.runAsync(
                    () -> {
                        for (int i = first; i < claims.size(); i += CLAIMS_AT_ONCE) {
                            work.accept(claims.get(i));
                        }
                    },
                    threads));
        }
        parts.forEach(CompletableFuture::join);
    }
}
