package dev.madrugada.runner.tick;

import dev.madrugada.runner.step.GlueJobs;
import dev.madrugada.runner.step.JobRequest;
import dev.madrugada.runner.step.JobRun;
import dev.madrugada.runner.step.Start;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Glue's jobs with a listing that shows a run only some time after its start. */
final class LateListing implements GlueJobs {
    private static final int MOST_SECONDS = 120;

    private final GlueJobs jobs;
    private final Random random;
    private final Clock clock;
    private final Map<String, Instant> listedFrom = new ConcurrentHashMap<>();

    LateListing(GlueJobs jobs, Random random, Clock clock) {
        this.jobs = jobs;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public Start start(JobRequest request) {
        Start start = jobs.start(request);
        Duration delay = Duration.ofSeconds(random.nextInt(MOST_SECONDS));
        if (start.result() == Start.Result.STARTED) {
            listedFrom.put(start.run(), clock.instant().plus(delay));
        }
        return start;
    }

    @Override
    public List<JobRun> runsOf(String job, String claim, Instant since) {
        return jobs.runsOf(job, claim, since).stream()
                .filter(run -> !clock.instant().isBefore(listedFrom.getOrDefault(run.id(), Instant.MIN)))
                .toList();
    }

    @Override
    public Optional<JobRun> run(String job, String id) {
        return jobs.run(job, id);
    }

    @Override
    public void stop(String job, String id) {
        jobs.stop(job, id);
    }

    @Override
    public Optional<String> version(String job) {
        return jobs.version(job);
    }
}
