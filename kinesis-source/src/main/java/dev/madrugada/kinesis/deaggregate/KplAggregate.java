package dev.madrugada.kinesis.deaggregate;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Many user records packed into the payload of one Kinesis record: a magic number, a Protocol Buffers message, and the
 * message's MD5 (<a
 * href="https://github.com/awslabs/amazon-kinesis-producer/blob/master/aggregation-format.md">aggregation format</a>).
 *
 * <p>It is an aggregate as a whole or not at all: wrong digest, cut short, bytes behind the digest, a message that is
 * malformed or lacks a required field, an index outside of its table, no record inside. Whoever gets such a payload
 * keeps it as the one record that it is. Unknown fields are skipped; explicit hash keys and tags are checked and left
 * out, for no column carries them.
 *
 * <p>Every record inside is read, also one whose hash key lies outside of the shard that the aggregate was found in.
 * The Kinesis Client Library drops the whole aggregate then, and counts on the producer to have sent it again after the
 * reshard. Producers other than the KPL don't, and their records would be lost without a word (<a
 * href="https://github.com/awslabs/kinesis-aggregation/blob/master/potential_data_loss.md">potential data loss</a>). A
 * record that the KPL did send again is read as often as it was put, like any other producer's retry.
 */
public final class KplAggregate {

    private static final byte[] MAGIC = {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2};
    private static final int DIGEST_LENGTH = 16;

    private KplAggregate() {}

    /**
     * The user records in {@code payload}, in their order; empty if it is no aggregate. A payload without the magic
     * number costs a comparison of four bytes. The records refer to {@code payload}, which must not change any more.
     */
    public static UserRecords recordsIn(byte[] payload) {
        return recordsIn(payload, 0, payload.length);
    }

    /** As {@link #recordsIn(byte[])}, of a payload that lies among others in an array. */
    public static UserRecords recordsIn(byte[] array, int from, int length) {
        int messageEnd = from + length - DIGEST_LENGTH;
        if (!startsWithMagic(array, from, length) || !endsWithDigest(array, from + MAGIC.length, messageEnd)) {
            return UserRecords.NONE;
        }
        try {
            return UserRecords.of(AggregateMessage.read(new WireReader(array, from + MAGIC.length, messageEnd)));
        } catch (MalformedMessageException notWhatTheMagicSaid) {
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
