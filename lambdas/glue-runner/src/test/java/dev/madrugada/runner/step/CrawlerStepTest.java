package dev.madrugada.runner.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.runner.step.GlueCrawlers.Crawl;
import dev.madrugada.runner.step.GlueCrawlers.State;
import dev.madrugada.runner.task.Failure;
import dev.madrugada.runner.task.TaskInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CrawlerStepTest {
    private static final TaskInput INPUT = Inputs.of("crawler", "{\"Name\": \"raw\"}");

    private final Crawlers crawlers = new Crawlers();
    private final CrawlerStep step = new CrawlerStep(crawlers);

    @Test
    void aRunIsNamedAfterTheCrawlBeforeIt() {
        assertThat(step.start(Inputs.CLAIM, INPUT)).isEqualTo(Start.started("first"));

        crawled("a", State.COMPLETED, -60);
        crawled("b", State.COMPLETED, -30);
        assertThat(step.start(Inputs.CLAIM, INPUT)).isEqualTo(Start.started("after-b"));
    }

    @Test
    void aBusyCrawlerIsBusy() {
        crawlers.start = Start.busy(new Failure("Glue.CrawlerRunningException", "busy"));

        assertThat(step.start(Inputs.CLAIM, INPUT)).isEqualTo(crawlers.start);
    }

    @Test
    void onlyACrawlThatBeganAfterTheTaskWasTakenIsFound() {
        assertThat(step.find(Inputs.CLAIM, INPUT)).isEmpty();

        crawled("a", State.COMPLETED, -60);
        crawled("b", State.COMPLETED, 0);
        assertThat(step.find(Inputs.CLAIM, INPUT)).isEmpty();

        crawled("c", State.COMPLETED, 1);
        crawled("d", State.RUNNING, 30);
        assertThat(step.find(Inputs.CLAIM, INPUT)).contains("after-b");
    }

    @Test
    void theVeryFirstCrawlIsFound() {
        crawled("a", State.RUNNING, 1);

        assertThat(step.find(Inputs.CLAIM, INPUT)).contains("first");
    }

    @Test
    void aCrawlThatIsNotListedYetIsUnderWay() {
        assertThat(progress("first").state()).isEqualTo(Progress.State.UNDER_WAY);

        crawled("a", State.COMPLETED, -60);
        assertThat(progress("after-a").state()).isEqualTo(Progress.State.UNDER_WAY);
    }

    @Test
    void theCrawlAfterTheNamedOneIsFollowed() {
        crawled("a", State.FAILED, -60);
        crawled("b", State.COMPLETED, 1);
        crawled("c", State.STOPPED, 60);

        assertThat(progress("after-a").text())
                .isEqualTo("{\"Name\":\"raw\",\"CrawlId\":\"b\",\"State\":\"COMPLETED\",\"ErrorMessage\":\"why\"}");
        assertThat(progress("first").failure().error()).isEqualTo("Glue.CrawlFAILED");
        assertThat(progress("after-b").failure())
                .isEqualTo(new Failure(
                        "Glue.CrawlSTOPPED",
                        "{\"Name\":\"raw\",\"CrawlId\":\"c\",\"State\":\"STOPPED\",\"ErrorMessage\":\"why\"}"));
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void onlyACrawlThatRunsIsStopped(State state) {
        crawled("a", state, 1);

        step.stop(Inputs.CLAIM, INPUT, "first");

        assertThat(crawlers.stopped).isEqualTo(state == State.RUNNING ? List.of("raw") : List.of());
        assertThat(progress("first").state() == Progress.State.UNDER_WAY).isEqualTo(state == State.RUNNING);
    }

    private Progress progress(String run) {
        return step.progress(Inputs.CLAIM, INPUT, run);
    }

    private void crawled(String id, State state, int secondsAfterTheClaim) {
        crawlers.crawls.add(
                0, new Crawl(id, state, Inputs.TAKEN.plus(Duration.ofSeconds(secondsAfterTheClaim)), "why"));
    }

    private static final class Crawlers implements GlueCrawlers {
        private final List<Crawl> crawls = new ArrayList<>();
        private final List<String> stopped = new ArrayList<>();
        private Start start = Start.started("raw");

        @Override
        public List<Crawl> crawls(String crawler) {
            return List.copyOf(crawls);
        }

        @Override
        public Start start(String crawler) {
            return start;
        }

        @Override
        public void stop(String crawler) {
            stopped.add(crawler);
        }
    }
}
