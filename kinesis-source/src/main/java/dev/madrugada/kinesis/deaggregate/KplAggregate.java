package dev.madrugada.kinesis.deaggregate;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Unpacks aggregates of the Kinesis Producer Library (KPL). An aggregate is one Kinesis record whose payload holds many
 * user records: a magic number, a Protocol Buffers message, and the message's MD5 (<a
 * href="https://github.com/awslabs/amazon-kinesis-producer/blob/master/aggregation-format.md">aggregation format</a>).
 *
 * <p>A payload is either a valid aggregate as a whole, or it is treated as an ordinary record. A payload is not an
 * aggregate if the digest does not match, bytes are missing, bytes follow the digest, the message is malformed or lacks
 * a required field, an index is outside of its table, or there is no user record. Unknown fields are skipped. Explicit
 * hash keys and tags are checked but not returned, because no column holds them.
 *
 * <p>Every user record is returned, even if its hash key belongs to another shard. In that case the Kinesis Client
 * Library drops the whole aggregate and relies on the producer to send the aggregate again after the reshard. Producers
 * other than the KPL do not send an aggregate again, so its records would be lost without an error (<a
 * href="https://github.com/awslabs/kinesis-aggregation/blob/master/potential_data_loss.md">potential data loss</a>). If
 * the KPL did send a record again, the record is returned twice, like any other producer's retry.
 */
public final class KplAggregate {

    private static final byte[] MAGIC = {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2};
    private static final int DIGEST_LENGTH = 16;

    private KplAggregate() {}

    /**
     * The user records of {@code payload}, in order; empty if {@code payload} is not an aggregate. If the magic number
     * is missing, this method only compares four bytes. The user records refer to {@code payload}, so the caller must
     * not change the array.
     */
    public static UserRecords recordsIn(byte[] payload) {
        return recordsIn(payload, 0, payload.length);
    }

    /** As {@link #recordsIn(byte[])}, for a payload that is a part of {@code array}. */
    public static UserRecords recordsIn(byte[] array, int from, int length) {
        int messageEnd = from + length - DIGEST_LENGTH;
        if (!startsWithMagic(array, from, length) || !endsWithDigest(array, from + MAGIC.length, messageEnd)) {
            return UserRecords.NONE;
        }
        try {
            return UserRecords.of(AggregateMessage.read(new WireReader(array, from + MAGIC.length, messageEnd)));
        } catch (MalformedMessageException notAnAggregate) {
            return UserRecords.NONE;
        }
    }

    private static boolean startsWithMagic(byte[] array, int from, int length) {
        return length >= MAGIC.length + DIGEST_LENGTH
                && Arrays.equals(array, from, from + MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    private static boolean endsWithDigest(byte[] array, int message, int messageEnd) {
        MessageDigest md5 = md5();
        md5.update(array, message, messageEnd - message);
        return Arrays.equals(array, messageEnd, messageEnd + DIGEST_LENGTH, md5.digest(), 0, DIGEST_LENGTH);
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
