package dev.madrugada.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests the Kinesis API in JSON, which the SDKs of other languages use, and an action that this SDK version lacks. */
@ExtendWith(SettableClockStack.class)
class KinesisJsonTest {
    private static final Instant DAY = Instant.parse("2001-02-01T00:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode call(AdminClient admin, String action, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(admin.aws())
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", "Kinesis_20131202." + action)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return JSON.readTree(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private static JsonNode horizon(AdminClient admin, String stream) throws IOException, InterruptedException {
        return call(
                admin,
                "GetShardIterator",
                "{\"StreamName\":\"%s\",\"ShardId\":\"shardId-000000000000\",\"ShardIteratorType\":\"TRIM_HORIZON\"}"
                        .formatted(stream));
    }

    private static JsonNode page(AdminClient admin, JsonNode from) throws IOException, InterruptedException {
        JsonNode token = from.has("NextShardIterator") ? from.get("NextShardIterator") : from.get("ShardIterator");
        return call(admin, "GetRecords", "{\"ShardIterator\":" + token + "}");
    }

    @Test
    void returnsTheChildrenAtTheEndOfAClosedShard(AdminClient admin) throws Exception {
        admin.clock(DAY);
        assertThat(call(admin, "CreateStream", "{\"StreamName\":\"j\",\"ShardCount\":1}"))
                .isEmpty();
        assertThat(admin.put("j", AdminClient.line("x", DAY, DAY.plusSeconds(7))))
                .contains("sequenceNumber");
        assertThat(
                        call(
                                admin,
                                "SplitShard",
                                "{\"StreamName\":\"j\",\"ShardToSplit\":\"shardId-000000000000\",\"NewStartingHashKey\":\"9\"}"))
                .isEmpty();
        JsonNode first = page(admin, horizon(admin, "j"));
        assertThat(first.at("/Records/0/ApproximateArrivalTimestamp").asLong()).isEqualTo(DAY.getEpochSecond() + 7);
        assertThat(Base64.getDecoder().decode(first.at("/Records/0/Data").asText()))
                .containsExactly('x');
        assertThat(first.has("NextShardIterator")).isFalse();
        assertThat(first.at("/ChildShards/1/ShardId").asText()).isEqualTo("shardId-000000000002");
        assertThat(call(admin, "ListShards", "{\"StreamName\":\"j\",\"ShardFilter\":{\"Type\":\"AT_LATEST\"}}")
                        .at("/Shards"))
                .hasSize(2);
        JsonNode timed = call(
                admin,
                "ListShards",
                "{\"StreamName\":\"j\",\"ShardFilter\":{\"Type\":\"FROM_TIMESTAMP\",\"Timestamp\":%d}}"
                        .formatted(DAY.getEpochSecond()));
        assertThat(timed.at("/Shards")).hasSize(3);
    }

    @Test
    void acceptsRecordsOfTenMebibytesIfTheStreamAllowsThem(AdminClient admin) throws Exception {
        admin.clock(DAY);
        assertThat(call(admin, "CreateStream", "{\"StreamName\":\"large\",\"ShardCount\":1}"))
                .isEmpty();
        String put = "{\"StreamName\":\"large\",\"PartitionKey\":\"k\",\"Data\":\""
                + Base64.getEncoder().encodeToString(new byte[(10 << 20) - 1]) + "\"}";
        assertThat(call(admin, "PutRecord", put).path("message").asText()).contains("larger than 1024 KiB");
        assertThat(call(
                        admin,
                        "UpdateMaxRecordSize",
                        "{\"StreamARN\":\"arn:aws:kinesis:us-east-1:0:stream/large\",\"MaxRecordSizeInKiB\":10240}"))
                .isEmpty();
        assertThat(call(admin, "DescribeStreamSummary", "{\"StreamName\":\"large\"}")
                        .at("/StreamDescriptionSummary/MaxRecordSizeInKiB")
                        .asInt())
                .isEqualTo(10_240);
        for (int records = 0; records < 3; records++) {
            assertThat(call(admin, "PutRecord", put).has("SequenceNumber")).isTrue();
        }
        List<Integer> lengths = new ArrayList<>();
        JsonNode page = page(admin, horizon(admin, "large"));
        for (int pages = 0; pages < 4; pages++) {
            assertThat(page.at("/Records").size()).isLessThan(2);
            page.at("/Records")
                    .forEach(each -> lengths.add(
                            Base64.getDecoder().decode(each.path("Data").asText()).length));
            page = page(admin, page);
        }
        assertThat(lengths).hasSize(3).containsOnly((10 << 20) - 1);
    }
}
