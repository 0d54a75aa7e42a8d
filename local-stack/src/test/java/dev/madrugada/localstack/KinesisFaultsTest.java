package dev.madrugada.localstack;

import static dev.madrugada.localstack.KinesisReader.createStream;
import static dev.madrugada.localstack.KinesisReader.shardIds;
import static dev.madrugada.localstack.KinesisReader.toTheTip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.ExpiredNextTokenException;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

@ExtendWith(SettableClockStack.class)
class KinesisFaultsTest {
    private static final Instant DAY = Instant.parse("2001-01-20T00:00:00Z");

    @AfterEach
    void resetFaults(AdminClient admin) throws Exception {
        assertThat(admin.post("kinesis/throttles?on=false")).contains("false");
        assertThat(admin.post("kinesis/quirks?on=true")).contains("true");
        assertThat(admin.post("kinesis/iterators?lifetime=PT5M")).contains("PT5M");
    }

    private static KinesisClient stream(Clients clients, AdminClient admin, String stream) throws Exception {
        admin.clock(DAY);
        KinesisClient kinesis = clients.impatientKinesis();
        createStream(kinesis, stream, 1);
        return kinesis;
    }

    private static String horizon(KinesisClient kinesis, String stream) {
        return kinesis.getShardIterator(get -> get.streamName(stream)
                        .shardId("shardId-000000000000")
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
    }

    @SuppressWarnings("CheckReturnValue")
    private static void page(KinesisClient kinesis, String iterator) {
        kinesis.getRecords(get -> get.shardIterator(iterator));
    }

    @Test
    void returnsRecordsInArrivalOrderWhenTimestampsAreOutOfOrder(Clients clients, AdminClient admin) throws Exception {
        try (KinesisClient kinesis = stream(clients, admin, "skewed")) {
            String placed = admin.put(
                    "skewed",
                    AdminClient.line("a", DAY.plusSeconds(1), DAY.plusSeconds(90)),
                    AdminClient.line("b", DAY.plusSeconds(1), DAY.plusSeconds(30)),
                    AdminClient.line("c", DAY.plusSeconds(5), DAY.plusSeconds(60)));
            admin.clock(DAY.plusSeconds(10));
            List<Record> records = toTheTip(kinesis, horizon(kinesis, "skewed"), 10);
            assertThat(records).extracting(each -> each.data().asUtf8String()).containsExactly("a", "b", "c");
            assertThat(records)
                    .extracting(Record::approximateArrivalTimestamp)
                    .containsExactly(DAY.plusSeconds(90), DAY.plusSeconds(30), DAY.plusSeconds(60));
            assertThat(records).allSatisfy(each -> assertThat(placed).contains(each.sequenceNumber()));
            String second = shardIds(kinesis, "skewed").get(0);
            assertThat(toTheTip(kinesis, KinesisReader.iterator(kinesis, "skewed", second, DAY.plusSeconds(2)), 10))
                    .hasSize(1);
            assertThat(admin.put("skewed", AdminClient.line("d", DAY, DAY)))
                    .contains("ValidationException", "arrive at");
            assertThat(admin.put("skewed", "{\"data\":\"\",\"partitionKey\":\"k\",\"arrived\":1}"))
                    .contains("unknown field arrived");
        }
    }

    @Test
    void returnsEmptyPagesWithinAShardAndCountsThem(Clients clients, AdminClient admin) throws Exception {
        try (KinesisClient kinesis = stream(clients, admin, "gaps")) {
            assertThat(admin.post("kinesis/gaps/fill?records=8&bytes=10&from=" + DAY + "&to=" + DAY))
                    .isEqualTo("{\"records\":8}");

            assertThat(toTheTip(kinesis, horizon(kinesis, "gaps"), 2)).hasSize(8);
            assertThat(admin.get("kinesis/gaps/quirks")).isEqualTo("{\"emptyPages\":2}");
            assertThat(admin.post("kinesis/gaps/quirks?on=true")).contains("does not support POST");
        }
    }

    @Test
    void enforcesTheReadLimitsOfAShard(Clients clients, AdminClient admin) throws Exception {
        try (KinesisClient kinesis = stream(clients, admin, "slow")) {
            assertThat(admin.post("kinesis/slow/fill?records=1000&bytes=1000&from=" + DAY + "&to=" + DAY))
                    .isEqualTo("{\"records\":1000}");
            assertThat(admin.post("kinesis/quirks?on=false")).contains("false");
            String start = horizon(kinesis, "slow");
            assertThat(admin.post("kinesis/throttles?on=true")).contains("true");
            long first = System.nanoTime();
            var page = kinesis.getRecords(get -> get.shardIterator(start));
            assertThat(page.records()).hasSize(1000);
            assertThatThrownBy(() -> page(kinesis, page.nextShardIterator()))
                    .isInstanceOf(ProvisionedThroughputExceededException.class)
                    .hasMessageContaining("Rate exceeded for shard shardId-000000000000");
            Duration refused = Duration.ZERO;
            while (refused.isZero()) {
                try {
                    page(kinesis, page.nextShardIterator());
                    refused = Duration.ofNanos(System.nanoTime() - first);
                } catch (ProvisionedThroughputExceededException e) {
                    Thread.onSpinWait();
                }
            }
            assertThat(refused).isGreaterThan(Duration.ofMillis(500));
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 50; i++) {
                            assertThat(horizon(kinesis, "slow")).isNotEmpty();
                        }
                    })
                    .isInstanceOf(ProvisionedThroughputExceededException.class);
        }
    }

    @Test
    void expiresIterators(Clients clients, AdminClient admin) throws Exception {
        try (KinesisClient kinesis = stream(clients, admin, "old")) {
            String before = horizon(kinesis, "old");
            assertThat(admin.post("kinesis/iterators?expire=now")).contains("true");
            assertThatThrownBy(() -> page(kinesis, before))
                    .isInstanceOf(ExpiredIteratorException.class)
                    .hasMessageContaining("tolerated delay of 300000 milliseconds");
            String after = horizon(kinesis, "old");
            page(kinesis, after);
            admin.clock(DAY.plus(Duration.ofHours(1)));
            page(kinesis, after);
            assertThat(admin.post("kinesis/iterators?lifetime=PT0S")).contains("PT0S");
            assertThatThrownBy(() -> page(kinesis, after)).isInstanceOf(ExpiredIteratorException.class);
        }
    }

    @Test
    void servesEachInjectedFault(Clients clients, AdminClient admin) throws Exception {
        try (KinesisClient kinesis = stream(clients, admin, "faulty")) {
            assertThat(admin.put("faulty", AdminClient.line("x".repeat(1000)))).contains("sequenceNumber");
            String iterator = horizon(kinesis, "faulty");
            String faults = "kinesis/faulty/faults";
            assertThat(admin.post(faults + "?action=GetRecords&fault=throttle&every=2"))
                    .contains("\"served\":0");
            page(kinesis, iterator);
            assertThatThrownBy(() -> page(kinesis, iterator))
                    .isInstanceOf(ProvisionedThroughputExceededException.class);
            page(kinesis, iterator);
            assertThat(admin.get(faults))
                    .isEqualTo("{\"faults\":[{\"action\":\"GetRecords\",\"fault\":\"throttle\",\"every\":2,"
                            + "\"calls\":3,\"served\":1}]}");
            assertThat(admin.post(faults + "?clear=true")).isEqualTo("{\"faults\":[]}");

            assertThat(admin.post(faults + "?action=GetRecords&fault=expired&every=1"))
                    .contains("expired");
            assertThatThrownBy(() -> page(kinesis, iterator)).isInstanceOf(ExpiredIteratorException.class);
            assertThat(admin.post(faults + "?clear=true")).isEqualTo("{\"faults\":[]}");
            assertThat(admin.post(faults + "?action=GetRecords&fault=internal&every=1"))
                    .contains("internal");
            assertThatThrownBy(() -> page(kinesis, iterator))
                    .isInstanceOfSatisfying(
                            KinesisException.class,
                            e -> assertThat(e.statusCode()).isEqualTo(500));
            assertThat(admin.post(faults + "?clear=true")).isEqualTo("{\"faults\":[]}");
            assertThat(admin.post(faults + "?action=GetRecords&fault=cut&every=1"))
                    .contains("cut");
            assertThatThrownBy(() -> page(kinesis, iterator)).isInstanceOf(SdkClientException.class);
            assertThat(admin.post(faults + "?clear=true")).isEqualTo("{\"faults\":[]}");
            assertThat(admin.post(faults + "?action=GetRecords&fault=slow&every=1&millis=200"))
                    .contains("slow");
            long started = System.nanoTime();
            page(kinesis, iterator);
            assertThat(System.nanoTime() - started)
                    .isGreaterThan(Duration.ofMillis(200).toNanos());
            assertThat(admin.post(faults + "?clear=true")).isEqualTo("{\"faults\":[]}");
            page(kinesis, iterator);
        }
    }

    @Test
    void selectsCallsBySeedAndRejectsUnknownFaults(Clients clients, AdminClient admin) throws Exception {
        try (KinesisClient kinesis = stream(clients, admin, "outcomes")) {
            String faults = "kinesis/outcomes/faults";
            assertThat(admin.post(faults + "?action=ListShards&fault=throttle&every=3&seed=5"))
                    .contains("throttle");
            StringBuilder outcomes = new StringBuilder();
            for (int i = 0; i < 12; i++) {
                try {
                    outcomes.append(shardIds(kinesis, "outcomes").size());
                } catch (KinesisException e) {
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("LimitExceededException");
                    outcomes.append('x');
                }
            }
            assertThat(outcomes.toString()).contains("1", "x").isNotEqualTo("11x11x11x11x");
            assertThat(admin.post(faults + "?action=GetRecords&fault=flood&every=1"))
                    .contains("fault must be one of throttle, expired, internal, cut, slow: flood");
            assertThat(admin.post(faults + "?action=PutRecord&fault=expired&every=1"))
                    .contains("PutRecord has no parameter that expires");
            assertThat(admin.post(faults + "?action=GetRecords&fault=cut&every=0"))
                    .contains("every must be within 1..");
            assertThat(admin.post("kinesis/throttles?on=maybe")).contains("must be true or false");
        }
    }

    @Test
    void limitsAFaultToOneShardAndANumberOfTimes(Clients clients, AdminClient admin) throws Exception {
        try (KinesisClient kinesis = stream(clients, admin, "one")) {
            createStream(kinesis, "two", 2);
            String faults = "kinesis/two/faults";
            String shard = "shardId-000000000001";
            String failing = KinesisReader.iterator(kinesis, "two", shard, DAY);
            String unaffected = horizon(kinesis, "two");
            assertThat(admin.post(faults + "?action=GetRecords&shard=" + shard + "&fault=throttle&every=1&times=1"))
                    .contains("\"served\":0");

            page(kinesis, unaffected);
            assertThatThrownBy(() -> page(kinesis, failing)).isInstanceOf(ProvisionedThroughputExceededException.class);
            page(kinesis, failing);
            assertThat(admin.get(faults))
                    .isEqualTo("{\"faults\":[{\"action\":\"GetRecords\",\"shard\":\"" + shard
                            + "\",\"fault\":\"throttle\",\"every\":1,\"calls\":2,\"served\":1}]}");
            assertThat(admin.post(faults + "?clear=true")).isEqualTo("{\"faults\":[]}");
            assertThat(admin.post(faults + "?action=GetShardIterator&shard=" + shard + "&fault=internal&every=1"))
                    .contains("internal");
            assertThat(horizon(kinesis, "two")).isNotEmpty();
            assertThatThrownBy(() -> KinesisReader.iterator(kinesis, "two", shard, DAY))
                    .isInstanceOf(KinesisException.class);
            assertThat(admin.post(faults + "?action=ListShards&shard=" + shard + "&fault=internal&every=1"))
                    .contains("ListShards has no parameter that names a shard");
        }
    }

    @Test
    void rejectsANextTokenTogetherWithAStreamName(Clients clients, AdminClient admin) throws Exception {
        try (KinesisClient kinesis = stream(clients, admin, "tokens")) {
            createStream(kinesis, "paged", 3);
            String token = kinesis.listShards(list -> list.streamName("paged").maxResults(2))
                    .nextToken();
            assertThat(kinesis.listShards(list -> list.nextToken(token)).shards())
                    .hasSize(1);
            assertThatThrownBy(() ->
                            kinesis.listShards(list -> list.streamName("paged").nextToken(token)))
                    .isInstanceOf(InvalidArgumentException.class);
            assertThat(admin.post("kinesis/paged/faults?action=ListShards&fault=expired&every=1"))
                    .contains("expired");
            assertThatThrownBy(() -> kinesis.listShards(list -> list.nextToken(token)))
                    .isInstanceOf(ExpiredNextTokenException.class);
        }
    }
}
