package dev.madrugada.runner.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.localstack.dynamodb.LocalDynamoDbProcess;
import dev.madrugada.runner.ClaimsTable;
import dev.madrugada.runner.aws.DynamoDbClaims;
import dev.madrugada.runner.claim.Claim;
import dev.madrugada.runner.claim.Claims;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The table of claims in AWS's DynamoDBLocal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DynamoDbClaimsIT {
    private static final Instant TAKEN = Instant.parse("2001-01-02T02:00:00Z");
    private static final Claim CLAIM =
            new Claim("c1", "token", "{\"a\": 1}", "first", TAKEN.plusSeconds(240), Optional.empty(), TAKEN);

    private final LocalDynamoDbProcess process =
            LocalDynamoDbProcess.start(Path.of(System.getProperty("java.io.tmpdir"), "dynamodb"));
    private final DynamoDbClient client = DynamoDbClient.builder()
            .endpointOverride(process.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClientBuilder(ApacheHttpClient.builder())
            .build();
    private final Claims claims = new DynamoDbClaims(client, ClaimsTable.NAME, 50);

    DynamoDbClaimsIT() throws IOException {}

    @BeforeAll
    void createTable() {
        ClaimsTable.create(client);
    }

    @AfterAll
    void close() {
        client.close();
        process.close();
    }

    @Test
    void everyWriteIsConditional() {
        assertThat(claims.create(CLAIM)).isTrue();
        assertThat(claims.create(CLAIM.leasedBy("second", TAKEN)))
                .as("there is one")
                .isFalse();
        assertThat(claims.find("c1")).contains(CLAIM);

        assertThat(claims.lease(CLAIM.leasedBy("other", TAKEN), "second", TAKEN))
                .as("another was seen")
                .isFalse();
        assertThat(claims.lease(CLAIM, "second", TAKEN.plusSeconds(480))).isTrue();
        Claim leased = CLAIM.leasedBy("second", TAKEN.plusSeconds(480));
        assertThat(claims.started(CLAIM, "jr_1")).as("the lease is another's").isFalse();
        assertThat(claims.started(leased, "jr_1")).isTrue();
        assertThat(claims.started(leased, "jr_2")).as("it has a run").isFalse();
        assertThat(claims.lease(leased, "third", TAKEN)).as("it has a run").isFalse();
        assertThat(claims.find("c1")).contains(leased.withRun("jr_1"));

        assertThat(claims.follow(leased.withRun("jr_0"), "jr_2"))
                .as("it follows another")
                .isFalse();
        assertThat(claims.follow(leased.withRun("jr_1"), "jr_2")).isTrue();
        assertThat(claims.find("c1")).contains(leased.withRun("jr_2"));

        claims.delete(new Claim("c1", "other token", "", "", TAKEN, Optional.empty(), TAKEN));
        assertThat(claims.find("c1")).as("another task's").isPresent();
        claims.delete(leased);
        claims.delete(leased);
        assertThat(claims.find("c1")).isEmpty();
        assertThat(claims.started(leased, "jr_3")).as("it is gone").isFalse();
        assertThat(claims.find("c1")).as("an update creates none").isEmpty();
    }

    @Test
    void pagesHaveEveryClaimOnceAndExpireAfterTwoWeeks() {
        List<Claim> put = IntStream.range(0, 120)
                .mapToObj(i -> new Claim("p" + i, "token", "{}", "o", TAKEN, Optional.empty(), TAKEN))
                .toList();
        put.forEach(claims::create);

        List<Claim> found = new ArrayList<>();
        int pages = 0;
        Optional<String> after = Optional.empty();
        do {
            Claims.Page page = claims.page(after);
            found.addAll(page.claims());
            after = page.next();
            pages++;
        } while (after.isPresent());

        assertThat(found).containsExactlyInAnyOrderElementsOf(put);
        assertThat(pages).isGreaterThanOrEqualTo(3);
        Map<String, AttributeValue> item = client.getItem(
                        get -> get.tableName(ClaimsTable.NAME).key(Map.of("claim", AttributeValue.fromS("p0"))))
                .item();
        assertThat(item)
                .containsEntry(
                        "expires",
                        AttributeValue.fromN(Long.toString(
                                Instant.parse("2001-01-16T02:00:00Z").getEpochSecond())));
        put.forEach(claims::delete);
    }
}
