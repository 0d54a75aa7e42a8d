package dev.madrugada.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.warehouse.SessionSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimeBudgetTest {
    private final AtomicLong nanos = new AtomicLong(-7);

    @Test
    void endsBeforeTheStatesTimeout() throws IOException {
        JsonNode plan = new ObjectMapper()
                .readTree(Path.of(
                                System.getProperty("madrugada.root"),
                                "lambdas/night/src/test/resources/dev/madrugada/night/plan.answer.json")
                        .toFile());
        Duration state = Duration.ofSeconds(plan.at("/nights/0/limits/report").asLong());
        assertThat(TimeBudget.MAX_LENGTH).isLessThanOrEqualTo(state.minusMinutes(2));
    }

    @Test
    void sharesTheTimeBetweenSessions() {
        TimeBudget time = TimeBudget.of(Duration.ofMinutes(15), nanos::get);
        SessionSettings ledger = time.session("run-1");
        assertThat(ledger.application()).isEqualTo("madrugada-report/run-1");
        assertThat(ledger.connect().plus(ledger.statement())).isEqualTo(Duration.ofMinutes(8));
        advance(Duration.ofMinutes(7).plusSeconds(50));
        SessionSettings query = time.session("run-1");
        assertThat(query.connect().plus(query.statement())).isEqualTo(Duration.ofSeconds(10));
        advance(Duration.ofSeconds(9));
        assertThatThrownBy(() -> time.session("run-1"))
                .hasMessageStartingWith(
                        "WarehouseUnavailable: report: the report's time limit for the warehouse is used up");
    }

    @Test
    void keepsAQuarterOfAShortTimeout() {
        SessionSettings session =
                TimeBudget.of(Duration.ofSeconds(60), nanos::get).session("run-1");
        assertThat(session.connect().plus(session.statement())).isEqualTo(Duration.ofSeconds(45));
    }

    private void advance(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
