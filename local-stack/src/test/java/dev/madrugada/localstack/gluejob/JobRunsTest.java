package dev.madrugada.localstack.gluejob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.localstack.http.Encoding;
import dev.madrugada.localstack.http.Input;
import dev.madrugada.localstack.http.ServiceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class JobRunsTest {
    private static final Duration JUST_BEFORE = Duration.ofMinutes(5).minusMillis(1);

    private Instant now = Instant.parse("2001-01-02T02:00:00Z");
    private final InstantSource source = () -> now;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final Orders orders = new Orders();
    private final JobRuns runs = new JobRuns(orders, clock);

    JobRunsTest() throws ServiceException {
        runs.createJob(input(object().put("Name", "limited").put("Timeout", 5)));
        runs.createJob(input(object().put("Name", "unlimited")));
    }

    @Test
    void aJobIsReplacedAndDeleted() throws ServiceException {
        ObjectNode update = object().put("JobName", "limited");
        update.putObject("JobUpdate").put("GlueVersion", "5.1");

        var updated = runs.updateJob(input(update));

        assertThat(updated).isEqualTo(object().put("JobName", "limited"));
        assertThat(runs.getJob(input(object().put("JobName", "limited"))).path("Job"))
                .isEqualTo(object().put("GlueVersion", "5.1").put("Name", "limited"));
        var deleted = runs.deleteJob(input(object().put("JobName", "limited")));
        assertThat(deleted).isEqualTo(object().put("JobName", "limited"));
        assertThatThrownBy(() -> runs.getJob(input(object().put("JobName", "limited"))))
                .isInstanceOf(ServiceException.class)
                .hasMessage("Job with name limited not found.");
        assertThatThrownBy(() -> runs.updateJob(input(update))).hasMessage("Job with name limited not found.");
        assertThat(runs.deleteJob(input(object().put("JobName", "limited")))).isNotEmpty();
    }

    @Test
    void aRunThatTakesLongerThanItsTimeoutEndsAndIsStopped() throws ServiceException {
        String id = started("unlimited", object().put("Timeout", 5));
        now = now.plus(Duration.ofHours(1));
        assertThat(state("unlimited", id)).as("its time begins when it runs").isEqualTo("STARTING");
        runs.report(id, "RUNNING", "");
        now = now.plus(JUST_BEFORE);
        runs.report(id, "RUNNING", "");
        assertThat(state("unlimited", id)).isEqualTo("RUNNING");
        assertThat(orders.next(Duration.ZERO).path("order").asText()).isEqualTo("start-run");
        assertThat(orders.next(Duration.ZERO)).isEmpty();

        now = now.plusMillis(1);

        assertThat(state("unlimited", id)).isEqualTo("TIMEOUT");
        JsonNode order = orders.next(Duration.ZERO);
        assertThat(order.path("order").asText()).isEqualTo("stop-run");
        assertThat(order.path("Id").asText()).isEqualTo(id);
        runs.report(id, "STOPPED", "");
        assertThat(state("unlimited", id)).as("it keeps its state").isEqualTo("TIMEOUT");
        assertThat(orders.next(Duration.ZERO)).isEmpty();
    }

    @Test
    void theTimeoutOfTheJobHoldsForARunWithoutOne() throws ServiceException {
        String id = started("limited", object());
        runs.report(id, "RUNNING", "");
        now = now.plus(Duration.ofMinutes(5));

        assertThat(state("limited", id)).isEqualTo("TIMEOUT");
        String next = started("limited", object().put("Timeout", 6));
        runs.report(next, "RUNNING", "");
        now = now.plus(Duration.ofMinutes(5));
        assertThat(state("limited", next)).as("its own, not the job's").isEqualTo("RUNNING");
    }

    @Test
    void aRunThatIsBeingStoppedTimesOutToo() throws ServiceException {
        String id = started("limited", object());
        runs.report(id, "RUNNING", "");
        ObjectNode stop = object().put("JobName", "limited");
        stop.putArray("JobRunIds").add(id);
        runs.batchStopJobRun(input(stop));
        assertThat(state("limited", id)).isEqualTo("STOPPING");

        now = now.plus(Duration.ofMinutes(5));
        assertThat(state("limited", id)).isEqualTo("TIMEOUT");
    }

    @Test
    void aRunThatHasEndedAndARunWithoutATimeoutStayAsTheyAre() throws ServiceException {
        String ended = started("limited", object());
        runs.report(ended, "RUNNING", "");
        runs.report(ended, "SUCCEEDED", "");
        String endless = started("unlimited", object());
        runs.report(endless, "RUNNING", "");

        now = now.plus(Duration.ofDays(9));

        assertThat(state("limited", ended)).isEqualTo("SUCCEEDED");
        assertThat(state("unlimited", endless)).isEqualTo("RUNNING");
    }

    private String started(String job, ObjectNode more) throws ServiceException {
        ObjectNode request = object().put("JobName", job);
        request.setAll(more);
        return runs.startJobRun(input(request)).path("JobRunId").asText();
    }

    private String state(String job, String id) throws ServiceException {
        return runs.getJobRun(input(object().put("JobName", job).put("RunId", id)))
                .path("JobRun")
                .path("JobRunState")
                .asText();
    }

    private static Input input(ObjectNode node) {
        return new Input(node, Encoding.JSON);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
