package dev.madrugada.runner.step;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.runner.claim.Claim;
import dev.madrugada.runner.step.GlueCrawlers.Crawl;
import dev.madrugada.runner.task.Failure;
import dev.madrugada.runner.task.TaskInput;
import java.util.List;
import java.util.Optional;

/**
 * Runs a crawler and waits for it. StartCrawler returns no id, so a run is named after the crawl before it. A crawl that
 * runs already may have listed its files before the task's data was written; the step waits for its end and starts
 * another.
 */
public final class CrawlerStep implements Step {
    private static final String FIRST = "first";
    private static final String AFTER = "after-";

    private final GlueCrawlers crawlers;

    public CrawlerStep(GlueCrawlers crawlers) {
        this.crawlers = crawlers;
    }

    @Override
    public void check(TaskInput input) {
        Named.of(input);
    }

    /** The first crawl that began after the task was taken, whoever started it. */
    @Override
    public Optional<String> find(Claim claim, TaskInput input) {
        List<Crawl> crawls = crawlers.crawls(Named.of(input));
        for (int i = crawls.size() - 1; i >= 0; i--) {
            if (crawls.get(i).startedOn().isAfter(claim.takenAt())) {
                return Optional.of(after(crawls.subList(i + 1, crawls.size())));
            }
        }
        return Optional.empty();
    }

    @Override
    public Start start(Claim claim, TaskInput input) {
        String run = after(crawlers.crawls(Named.of(input)));
        Start start = crawlers.start(Named.of(input));
        return start.result() == Start.Result.STARTED ? Start.started(run) : start;
    }

    private static String after(List<Crawl> before) {
        return before.isEmpty() ? FIRST : AFTER + before.get(0).id();
    }

    @Override
    public Progress progress(Claim claim, TaskInput input, String run) {
        String name = Named.of(input);
        Optional<Crawl> found = crawl(name, run);
        if (found.isEmpty()) {
            return Progress.underWay();
        }
        Crawl crawl = found.get();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("Name", name)
                .put("CrawlId", crawl.id())
                .put("State", crawl.state().name())
                .put("ErrorMessage", crawl.errorMessage());
        return switch (crawl.state()) {
            case RUNNING -> Progress.underWay();
            case COMPLETED -> Progress.succeeded(json.toString());
            case FAILED, STOPPED ->
                Progress.failed(new Failure("Glue.Crawl" + crawl.state().name(), JobRunText.cause(json)));
        };
    }

    private Optional<Crawl> crawl(String name, String run) {
        List<Crawl> crawls = crawlers.crawls(name);
        int before = crawls.size();
        for (int i = 0; i < crawls.size(); i++) {
            if (run.equals(AFTER + crawls.get(i).id())) {
                before = i;
            }
        }
        return before == 0 ? Optional.empty() : Optional.of(crawls.get(before - 1));
    }

    @Override
    public void stop(Claim claim, TaskInput input, String run) {
        boolean isRunning = crawl(Named.of(input), run)
                .filter(crawl -> crawl.state() == GlueCrawlers.State.RUNNING)
                .isPresent();
        if (isRunning) {
            crawlers.stop(Named.of(input));
        }
    }
}
