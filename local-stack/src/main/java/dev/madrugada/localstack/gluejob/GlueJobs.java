package dev.madrugada.localstack.gluejob;

import dev.madrugada.localstack.http.Action;
import dev.madrugada.localstack.http.AwsRequest;
import dev.madrugada.localstack.http.AwsResponse;
import dev.madrugada.localstack.http.JsonService;
import dev.madrugada.localstack.http.Service;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Glue's jobs, crawlers and triggers. The Data Catalog is another service; this one accepts its own actions only, and
 * must come before it.
 */
public final class GlueJobs implements Service {
    private static final String TARGET = "AWSGlue";

    private final Map<String, Action> actions;
    private final JsonService service;
    private final GlueJobAdmin admin;

    /** @param clock the time of the runs */
    public GlueJobs(Clock clock) {
        Orders orders = new Orders();
        JobRuns runs = new JobRuns(orders, clock);
        Crawlers crawlers = new Crawlers(orders, clock);
        Triggers triggers = new Triggers(runs);
        this.actions = Map.ofEntries(
                Map.entry("CreateJob", runs::createJob),
                Map.entry("UpdateJob", runs::updateJob),
                Map.entry("DeleteJob", runs::deleteJob),
                Map.entry("GetJob", runs::getJob),
                Map.entry("StartJobRun", runs::startJobRun),
                Map.entry("GetJobRun", runs::getJobRun),
                Map.entry("GetJobRuns", runs::getJobRuns),
                Map.entry("BatchStopJobRun", runs::batchStopJobRun),
                Map.entry("CreateCrawler", crawlers::createCrawler),
                Map.entry("StartCrawler", crawlers::startCrawler),
                Map.entry("StopCrawler", crawlers::stopCrawler),
                Map.entry("ListCrawls", crawlers::listCrawls),
                Map.entry("CreateTrigger", triggers::createTrigger),
                Map.entry("GetTrigger", triggers::getTrigger),
                Map.entry("StartTrigger", triggers::startTrigger));
        this.service = new JsonService(TARGET, actions);
        this.admin = new GlueJobAdmin(orders, runs, crawlers);
    }

    public List<Service> services() {
        return List.of(this, admin);
    }

    @Override
    public boolean accepts(AwsRequest request) {
        String target = request.header("x-amz-target");
        return service.accepts(request) && actions.containsKey(target.substring(TARGET.length() + 1));
    }

    @Override
    public AwsResponse answer(AwsRequest request) throws IOException {
        return service.answer(request);
    }
}
