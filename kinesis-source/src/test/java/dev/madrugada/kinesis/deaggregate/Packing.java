package dev.madrugada.kinesis.deaggregate;

import com.amazonaws.services.kinesis.clientlibrary.types.Messages.AggregatedRecord;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Builds aggregates, and decodes them with the library's classes to give the expected records. */
final class Packing {

    /** All properties of a user record, with value equality. */
    record Unpacked(int index, String partitionKey, String payloadInHex) {

        static Unpacked of(UserRecord record) {
            return new Unpacked(
                    record.index(), record.partitionKey(), HexFormat.of().formatHex(record.payload()));
        }

        static Unpacked of(int index, String partitionKey, ByteString payload) {
            return new Unpacked(index, partitionKey, HexFormat.of().formatHex(payload.toByteArray()));
        }
    }

    private Packing() {}

    static List<Unpacked> unpacked(byte[] payload) {
        return StreamSupport.stream(KplAggregate.recordsIn(payload).spliterator(), false)
                .map(Unpacked::of)
                .toList();
    }

    /** An aggregate: magic number, message, digest. */
    static byte[] framed(byte[] message) {
        byte[] digest = md5(message);
        return ByteBuffer.allocate(4 + message.length + digest.length)
                .put(new byte[] {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2})
                .put(message)
                .put(digest)
                .array();
    }

    /**
     * The records that the library's parser finds in a message; none if the parser rejects the message or if an index
     * is outside of its table.
     */
    static List<Unpacked> foundByTheLibrary(byte[] message) {
        AggregatedRecord aggregate;
        try {
            aggregate = AggregatedRecord.parseFrom(message);
        } catch (InvalidProtocolBufferException refused) {
            return List.of();
        }
        boolean sound = aggregate.getRecordsList().stream()
                .allMatch(record -> isIn(record.getPartitionKeyIndex(), aggregate.getPartitionKeyTableCount())
                        && (!record.hasExplicitHashKeyIndex()
                                || isIn(record.getExplicitHashKeyIndex(), aggregate.getExplicitHashKeyTableCount())));
        if (!sound) {
            return List.of();
        }
        return IntStream.range(0, aggregate.getRecordsCount())
                .mapToObj(i -> Unpacked.of(
                        i,
                        aggregate.getPartitionKeyTable(
                                (int) aggregate.getRecords(i).getPartitionKeyIndex()),
                        aggregate.getRecords(i).getData()))
                .toList();
    }

    private static boolean isIn(long index, int tableSize) {
        return Long.compareUnsigned(index, tableSize) < 0;
    }

    private static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
