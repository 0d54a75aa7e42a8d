package dev.madrugada.common.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.error.RetryableException;
import dev.madrugada.common.lake.InMemoryObjectStore;
import dev.madrugada.common.lake.ObjectStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class RunClaimsTest {
    private static final RunClaims.Place PLACE =
            new RunClaims.Place(URI.create("s3://b/lake/"), "flights", LocalDate.of(2001, 1, 1), "c1");

    private final ObjectStore store = new InMemoryObjectStore();
    private final RunClaims claims = new RunClaims(() -> store);

    @Test
    void theFirstJobRunTakesTheClaimAndEveryOtherStops() {
        claims.take(PLACE, "jr_1");

        assertThatThrownBy(() -> claims.take(PLACE, "jr_2"))
                .isInstanceOf(RetryableException.class)
                .hasMessage("PublicationConflict: claim c1: job run jr_2 stops before it reads anything; job run jr_1"
                        + " was started for the same task and has begun its work; nothing needs to be done: the"
                        + " glue-runner follows the other job run");
        assertThat(claims.holder(PLACE)).contains("jr_1");
    }

    @Test
    void aJobRunMayTakeItsClaimAgain() {
        claims.take(PLACE, "jr_1");

        assertThatCode(() -> claims.take(PLACE, "jr_1")).doesNotThrowAnyException();
    }

    @Test
    void aClaimThatNoJobRunHasTakenHasNoHolder() {
        assertThat(claims.holder(PLACE)).isEmpty();
    }

    @Test
    void theObjectLiesBesideTheRunRecordsOfTheDay() {
        claims.take(PLACE, "jr_1");

        assertThat(store.read(URI.create("s3://b/lake/runs/flights/2001-01-01/claims/c1.json")))
                .get()
                .extracting(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .asString()
                .contains("\"job-run\" : \"jr_1\"");
    }
}
