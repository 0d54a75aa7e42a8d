package dev.madrugada.kinesis.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageDecoderTest {

    @Test
    void rejectsEveryPrefixOfAPage() {
        for (long seed = 0; seed < 100; seed++) {
            byte[] page = new RandomPages(seed).page(3);
            assertThatCode(() -> decoded(page.clone())).as("seed %d", seed).doesNotThrowAnyException();
            for (int length = 0; length < page.length; length++) {
                byte[] prefix = Arrays.copyOf(page, length);

                assertThatThrownBy(() -> decoded(prefix))
                        .as("seed %d, the first %d of %d bytes", seed, length, page.length)
                        .isInstanceOf(MalformedPageException.class);
            }
        }
    }

    @Test
    void throwsNoUnexpectedExceptionForDamagedPages() {
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            byte[] page = new RandomPages(seed % 50).page(3);
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                page[random.nextInt(page.length)] = (byte) random.nextInt();
            }
            try {
                decoded(page).page().records().forEach(StreamRecord::payload);
            } catch (MalformedPageException | NoArrival refused) {
                assertThat(refused).as("seed %d", seed).isNotNull();
            }
        }
    }

    @Test
    void rejectsBytesAfterThePage() {
        assertThatThrownBy(() -> decoded(hex("a0f6"))).hasMessageContaining("data after the end of the page");
    }

    @Test
    void rejectsItemsNestedTooDeep() {
        assertThatThrownBy(() -> decoded(hex("a16178" + "81".repeat(100_000) + "00")))
                .isInstanceOf(MalformedPageException.class)
                .hasMessageContaining("too deep");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80", // an array
                "a1675265636f726473a0", // Records is a map
                "a1675265636f726473816178", // a record is a text
                "a1675265636f72647381a0", // a record is an empty map
                "bf61780000ff", // a key without a value
                "a1617862ff", // shorter than its length
                "a161787bffffffffffffffff", // longer than the page
                "a161787f4161ff", // a chunk of bytes in a text
                "a161787f7f6161ffff", // a chunk of indefinite length
                "a16178ff", // a break outside of an item of indefinite length
                "a161781c", // a reserved length
                "a1724d696c6c6973426568696e644c617465737420" // a MillisBehindLatest of -1
            })
    void rejectsMalformedPages(String page) {
        assertThatThrownBy(() -> decoded(hex(page)))
                .isInstanceOf(MalformedPageException.class)
                .hasMessageStartingWith("the page is damaged: ");
    }

    @ParameterizedTest
    @CsvSource({
        "00,0",
        "20,-1",
        "1903e8,1000",
        "f963d0,1000",
        "fa447a0000,1000",
        "fb408f44cccccccccd,1000",
        "c1187b,123"
    })
    void readsATimeFromEveryTypeOfNumber(String number, long millis) {
        assertThat(decoded(hex("a1675265636f72647381a4" + "6e53657175656e63654e756d6265726131"
                                + "6c506172746974696f6e4b6579616b" + "644461746140"
                                + "781b417070726f78696d6174654172726976616c54696d657374616d70" + number))
                        .page()
                        .records())
                .singleElement()
                .extracting(StreamRecord::arrivedMillis)
                .isEqualTo(millis);
    }

    /** The AWS SDK accepts base64 payloads too, and kinesis-local sends all payloads in base64. */
    @ParameterizedTest
    @CsvSource({
        "40,''",
        "60,''",
        "43010203,010203",
        "6441514944,010203",
        "7f624151624944ff,010203",
        "684151494441513D3D,01020301"
    })
    void readsAPayloadFromBytesAndFromBase64(String data, String payload) {
        assertThat(decoded(hex(recordWith(data))).page().records())
                .singleElement()
                .satisfies(record -> assertThat(record.payload()).isEqualTo(hex(payload)));
    }

    @Test
    void rejectsAPayloadWithInvalidBase64() {
        assertThatThrownBy(() -> decoded(hex(recordWith("642a2a2a2a"))))
                .isInstanceOf(MalformedPageException.class)
                .hasMessageContaining("not base64");
    }

    private static String recordWith(String data) {
        return "a1675265636f72647381a4" + "6e53657175656e63654e756d6265726131" + "6c506172746974696f6e4b6579616b"
                + "6444617461" + data + "781b417070726f78696d6174654172726976616c54696d657374616d7000";
    }

    @Test
    void aPageWithoutRecordsIsEmpty() {
        IteratedPage read = decoded(hex("a2675265636f726473f6714e65787453686172644974657261746f726161"));

        assertThat(read.page().records()).isEmpty();
        assertThat(read.nextIterator()).isEqualTo("a");
        assertThat(read.page().millisBehindLatest()).isEqualTo(ShardPage.UNKNOWN);
    }

    @Test
    void aPageWithoutANextIteratorIsTheLast() {
        IteratedPage read = decoded(hex("a1714e65787453686172644974657261746f72f6"));

        assertThat(read.nextIterator()).isNull();
        assertThat(read.page().successor()).isEqualTo(ShardPage.Successor.NONE);
    }

    @Test
    void readsManyRecordsInOrder() throws IOException {
        List<Map<String, Object>> put = IntStream.range(0, 1_000)
                .mapToObj(i -> Map.<String, Object>of(
                        "SequenceNumber",
                        "number-" + i,
                        "PartitionKey",
                        "key-" + i,
                        "ApproximateArrivalTimestamp",
                        Instant.ofEpochMilli(i),
                        "Data",
                        new byte[] {(byte) i, (byte) (i >> 8)}))
                .toList();

        List<StreamRecord> read =
                decoded(Cbor.write(Map.of("Records", put))).page().records();

        assertThat(read).hasSize(1_000);
        for (int i = 0; i < 1_000; i++) {
            StreamRecord record = read.get(i);
            assertThat(record.sequenceNumber()).isEqualTo("number-" + i);
            assertThat(record.partitionKey()).isEqualTo("key-" + i);
            assertThat(record.arrivedMillis()).isEqualTo(i);
            assertThat(record.payload()).containsExactly((byte) i, (byte) (i >> 8));
        }
    }

    @Test
    void namesARecordWithoutAnArrivalTime() throws IOException {
        byte[] page = Cbor.write(
                Map.of("Records", List.of(Map.of("SequenceNumber", "49", "PartitionKey", "k", "Data", new byte[1]))));

        assertThatThrownBy(() -> decoded(page)).isInstanceOf(NoArrival.class).hasMessage("49");
    }

    @Test
    void computesTheTotalsOfAPage() throws IOException {
        Instant early = Instant.ofEpochMilli(5);
        byte[] page = Cbor.write(Map.of(
                "Records",
                List.of(record(Instant.ofEpochMilli(9), 3), record(early, 0), record(Instant.ofEpochMilli(7), 4))));

        ShardPage.Extent extent = decoded(page).page().extent();

        assertThat(extent.chargedBytes()).isEqualTo(10);
        assertThat(extent.earliest()).isEqualTo(5);
        assertThat(extent.latest()).isEqualTo(9);
        assertThat(extent.heldBytes()).isGreaterThan(page.length);
    }

    private static Map<String, Object> record(Instant arrived, int bytes) {
        return Map.of(
                "SequenceNumber",
                "1",
                "PartitionKey",
                "k",
                "ApproximateArrivalTimestamp",
                arrived,
                "Data",
                new byte[bytes]);
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static IteratedPage decoded(byte[] page) {
        return PageDecoder.decoded(page, NoArrival::new);
    }

    private static final class NoArrival extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private NoArrival(String sequenceNumber) {
            super(sequenceNumber);
        }
    }
}
