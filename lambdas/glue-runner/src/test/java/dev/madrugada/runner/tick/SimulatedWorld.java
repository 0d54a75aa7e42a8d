package dev.madrugada.runner.tick;

import dev.madrugada.common.lake.InMemoryObjectStore;
import dev.madrugada.common.run.RunClaims;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** All services in memory. */
final class SimulatedWorld implements World {
    private static final int PAGE = 3;

    private final Execution execution = new Execution("arn:e", URI.create("s3://b/lake/"), "job");
    private final SimulatedTime time = new SimulatedTime();
    private final SimulatedGlue glue;
    private final Services services;

    SimulatedWorld(Random random) {
        Clock clock = time.clock(Duration.ZERO);
        SimulatedTasks tasks = new SimulatedTasks(execution, clock);
        this.glue = new SimulatedGlue(random, clock);
        this.services = new Services(
                new InMemoryClaims(PAGE),
                new RepeatedDelivery(tasks, random, clock),
                "arn:activity",
                new LateListing(glue, random, clock),
                new InMemoryObjectStore(),
                tasks);
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
        services.tasks().retryExpired();
        glue.advance(new RunClaims(services::lake), execution);
    }
}
