package dev.madrugada.runner.aws;

import dev.madrugada.aws.call.AwsCall;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.runner.step.GlueCrawlers;
import dev.madrugada.runner.step.Start;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.CrawlerHistory;
import software.amazon.awssdk.services.glue.model.CrawlerNotRunningException;
import software.amazon.awssdk.services.glue.model.CrawlerStoppingException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;

/**
 * Glue's crawlers.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_ListCrawls.html">ListCrawls</a>
 */
public final class AwsGlueCrawlers implements GlueCrawlers {
    private final GlueClient glue;
    private final GlueClient once;

    /** @param once sends each request once */
    public AwsGlueCrawlers(GlueClient glue, GlueClient once) {
        this.glue = glue;
        this.once = once;
    }

    /** A crawler that does not exist has no crawls; its start is refused then. */
    @Override
    public List<Crawl> crawls(String crawler) {
        return call(crawler).run(() -> {
            try {
                return glue.listCrawls(list -> list.crawlerName(crawler)).crawls().stream()
                        .map(AwsGlueCrawlers::described)
                        .sorted(Comparator.comparing(Crawl::startedOn).reversed())
                        .toList();
            } catch (EntityNotFoundException absent) {
                return List.of();
            }
        });
    }

    /** A state that AWS added later counts as running. */
    private static Crawl described(CrawlerHistory crawl) {
        State state = switch (crawl.state()) {
            case COMPLETED -> State.COMPLETED;
            case FAILED -> State.FAILED;
            case STOPPED -> State.STOPPED;
            case RUNNING, UNKNOWN_TO_SDK_VERSION -> State.RUNNING;
        };
        return new Crawl(
                crawl.crawlId(),
                state,
                Optional.ofNullable(crawl.startTime()).orElse(Instant.EPOCH),
                Optional.ofNullable(crawl.errorMessage()).orElse(""));
    }

    @Override
    public Start start(String crawler) {
        return GlueStart.of("Glue", () -> {
            once.startCrawler(start -> start.name(crawler));
            return crawler;
        });
    }

    @Override
    public void stop(String crawler) {
        call(crawler).run(() -> {
            try {
                return glue.stopCrawler(stop -> stop.name(crawler));
            } catch (CrawlerNotRunningException | CrawlerStoppingException ended) {
                return ended;
            }
        });
    }

    private static AwsCall call(String crawler) {
        return new AwsCall(
                "crawler " + crawler,
                "Glue",
                new AwsCall.Codes(ErrorCode.SourceUnavailable, ErrorCode.InputMissing),
                new AwsCall.Fixes(
                        "allow the role glue:ListCrawls, glue:StartCrawler and glue:StopCrawler",
                        "create the crawler, or correct its name in the state's Parameters",
                        "correct the state's Parameters"));
    }
}
