package dev.madrugada.runner.step;

import java.time.Instant;
import java.util.List;

/** The port to Glue's crawlers. Thread-safe. */
public interface GlueCrawlers {
    /** The states of a crawl. */
    enum State {
        RUNNING,
        COMPLETED,
        FAILED,
        STOPPED
    }

    /** One crawl of a crawler. */
    record Crawl(String id, State state, Instant startedOn, String errorMessage) {}

    /** The crawls of the crawler, the newest first; at least its last twenty, if there were as many. */
    List<Crawl> crawls(String crawler);

    /** Starts a crawl; busy if the crawler is running. */
    Start start(String crawler);

    /** Stops the crawl that is running; a crawler that is not running is ignored. */
    void stop(String crawler);
}
