package dev.madrugada.localstack.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.localstack.http.ServiceException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ShardListingTest {
    private static final Instant ISSUED = Instant.parse("2026-01-01T00:00:00Z");
    private static final ShardListing LISTING =
            new ShardListing("s", "shardId-000000000003", ShardFilter.from(Instant.parse("2025-12-31T00:00:00Z")));

    @Test
    void acceptsATokenOfThreeHundredSeconds() throws ServiceException {
        assertThat(ShardListing.parse(LISTING.token(ISSUED), ISSUED.plusSeconds(300)))
                .isEqualTo(LISTING);
    }

    @Test
    void rejectsAnExpiredOrInvalidToken() {
        assertThatThrownBy(() -> ShardListing.parse(LISTING.token(ISSUED), ISSUED.plusSeconds(301)))
                .isInstanceOfSatisfying(
                        ServiceException.class, e -> assertThat(e.code()).isEqualTo("ExpiredNextTokenException"));
        assertThatThrownBy(() -> ShardListing.parse("bm8=", ISSUED))
                .isInstanceOfSatisfying(
                        ServiceException.class, e -> assertThat(e.code()).isEqualTo("InvalidArgumentException"));
    }
}
