package dev.madrugada.runner.tick;

import com.fasterxml.jackson.databind.JsonNode;
import dev.madrugada.common.failure.JobRunState;
import dev.madrugada.common.run.RunClaims;
import dev.madrugada.runner.StackOfRunner;
import dev.madrugada.runner.step.GlueJobs;
import dev.madrugada.runner.step.JobRequest;
import dev.madrugada.runner.step.JobRun;
import dev.madrugada.runner.step.Start;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import software.amazon.awssdk.services.glue.GlueClient;

/**
 * The local stack's Glue by the runner's own adapter, and the worker that does the runs. Some starts find that the job has
 * as many runs as it may have.
 */
final class LocalGlue implements GlueJobs {
    private static final int BUSY_PERCENT = 10;
    private static final int ENOUGH_RUNS = 1_000;

    private final StackOfRunner stack;
    private final GlueClient glue;
    private final GlueJobs adapter;
    private final String job;
    private final Random random;
    private final Map<String, JobWork> works = new LinkedHashMap<>();
    private final Set<String> ended = new HashSet<>();

    /** Creates the job. */
    LocalGlue(StackOfRunner stack, GlueClient glue, GlueJobs adapter, Random random, String job) {
        this.stack = stack;
        this.glue = glue;
        this.adapter = adapter;
        this.random = random;
        this.job = job;
        var unused = glue.createJob(
                create -> create.name(job).executionProperty(runs -> runs.maxConcurrentRuns(ENOUGH_RUNS)));
    }

    @Override
    public Start start(JobRequest request) {
        long live = histories().stream().filter(World.RunHistory::lives).count();
        if (random.nextInt(100) >= BUSY_PERCENT || live == 0) {
            return adapter.start(request);
        }
        limit((int) live);
        Start busy = adapter.start(request);
        limit(ENOUGH_RUNS);
        return busy;
    }

    private void limit(int runs) {
        var unused = glue.updateJob(
                update -> update.jobName(job).jobUpdate(job -> job.executionProperty(p -> p.maxConcurrentRuns(runs))));
    }

    @Override
    public Optional<JobRun> run(String name, String id) {
        return adapter.run(name, id);
    }

    @Override
    public List<JobRun> runsOf(String name, String claim, Instant since) {
        return adapter.runsOf(name, claim, since);
    }

    @Override
    public void stop(String name, String id) {
        adapter.stop(name, id);
    }

    @Override
    public Optional<String> version(String name) {
        return adapter.version(name);
    }

    /** Takes the stack's orders; then each living run may go on. */
    void advance(RunClaims lake, Execution execution) {
        takeOrders();
        for (JobWork work : works.values()) {
            if (!ended.contains(work.id()) && random.nextBoolean()) {
                report(work, work.next(lake, execution));
            }
        }
    }

    private void takeOrders() {
        while (true) {
            JsonNode order = stack.admin("POST", "glue/orders?seconds=0", "");
            String id = order.path("Id").asText();
            switch (order.path("order").asText()) {
                case "start-run" -> {
                    String claim = order.path("Arguments").path("--claim").asText();
                    works.put(id, new JobWork(id, claim, random));
                }
                case "stop-run" ->
                    report(
                            works.getOrDefault(id, new JobWork(id, "", random)),
                            new JobWork.Report(JobRunState.STOPPED, ""));
                default -> {
                    return;
                }
            }
        }
    }

    private void report(JobWork work, JobWork.Report report) {
        stack.report("runs/" + work.id(), report.state().name(), report.error());
        if (!new World.RunHistory(work.id(), work.claim(), report.state(), work.hasWorked()).lives()) {
            ended.add(work.id());
        }
    }

    /** Every run of the job that Glue lists. */
    List<World.RunHistory> histories() {
        return glue.getJobRunsPaginator(get -> get.jobName(job)).jobRuns().stream()
                .map(run -> new World.RunHistory(
                        run.id(),
                        run.arguments().getOrDefault("--claim", ""),
                        JobRunState.valueOf(run.jobRunStateAsString()),
                        works.containsKey(run.id()) && works.get(run.id()).hasWorked()))
                .toList();
    }
}
