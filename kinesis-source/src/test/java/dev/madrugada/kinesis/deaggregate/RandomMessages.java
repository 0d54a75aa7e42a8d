package dev.madrugada.kinesis.deaggregate;

import com.amazonaws.services.kinesis.clientlibrary.types.Messages.AggregatedRecord;
import com.amazonaws.services.kinesis.clientlibrary.types.Messages.Record;
import com.amazonaws.services.kinesis.clientlibrary.types.Messages.Tag;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Random messages: valid ones, including forms that no known producer writes, and damaged ones. */
final class RandomMessages {

    private final Random random;

    RandomMessages(long seed) {
        this.random = new Random(seed);
    }

    /** A valid message: tables before, after or between the records, shared or repeated keys, unknown fields. */
    byte[] message() {
        int partitionKeys = 1 + random.nextInt(5);
        int hashKeys = random.nextInt(3);
        List<AggregatedRecord> parts = new ArrayList<>();
        for (int i = 0; i < partitionKeys; i++) {
            parts.add(AggregatedRecord.newBuilder()
                    .addPartitionKeyTable(text(1 + random.nextInt(20)))
                    .build());
        }
        for (int i = 0; i < hashKeys; i++) {
            parts.add(AggregatedRecord.newBuilder()
                    .addExplicitHashKeyTable(Long.toUnsignedString(random.nextLong()))
                    .build());
        }
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            parts.add(AggregatedRecord.newBuilder()
                    .addRecords(record(partitionKeys, hashKeys))
                    .build());
        }
        if (random.nextInt(3) == 0) {
            parts.add(AggregatedRecord.newBuilder()
                    .setUnknownFields(unknownFields())
                    .build());
        }
        // In Protocol Buffers, the concatenation of the parts of a message parses as the whole message.
        if (random.nextBoolean()) {
            Collections.shuffle(parts, random);
        }
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        parts.forEach(part -> message.writeBytes(part.toByteArray()));
        return message.toByteArray();
    }

    /** {@code message} with one or two random changes. */
    byte[] damaged(byte[] message) {
        byte[] damaged = message;
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            damaged = damagedOnce(damaged);
        }
        return damaged;
    }

    /** Random bytes, possibly none. */
    byte[] bytes(int longest) {
        byte[] bytes = new byte[random.nextInt(longest + 1)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Random text of characters with one to four bytes in UTF-8. */
    String text(int letters) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < letters; i++) {
            text.appendCodePoint(
                    "aZ7-éß漢😀".codePoints().skip(random.nextInt(8)).findFirst().getAsInt());
        }
        return text.toString();
    }

    private Record record(int partitionKeys, int hashKeys) {
        Record.Builder record = Record.newBuilder()
                .setPartitionKeyIndex(random.nextInt(partitionKeys))
                .setData(ByteString.copyFrom(bytes(random.nextInt(20) == 0 ? 3_000 : 40)));
        if (hashKeys > 0 && random.nextBoolean()) {
            record.setExplicitHashKeyIndex(random.nextInt(hashKeys));
        }
        if (random.nextInt(4) == 0) {
            record.addTags(Tag.newBuilder().setKey(text(3)).setValue(text(5)));
            record.addTags(Tag.newBuilder().setKey("").setUnknownFields(unknownFields()));
        }
        if (random.nextInt(4) == 0) {
            record.setUnknownFields(unknownFields());
        }
        return record.build();
    }

    private UnknownFieldSet unknownFields() {
        UnknownFieldSet.Field field = UnknownFieldSet.Field.newBuilder()
                .addVarint(random.nextLong())
                .addFixed32(random.nextInt())
                .addFixed64(random.nextLong())
                .addLengthDelimited(ByteString.copyFrom(bytes(9)))
                .addGroup(UnknownFieldSet.newBuilder()
                        .addField(
                                1,
                                UnknownFieldSet.Field.newBuilder().addVarint(7).build())
                        .build())
                .build();
        return UnknownFieldSet.newBuilder()
                .addField(5 + random.nextInt(3_000), field)
                .build();
    }

    private byte[] damagedOnce(byte[] message) {
        int at = random.nextInt(message.length + 1);
        byte[] before = Arrays.copyOf(message, at);
        byte[] after = Arrays.copyOfRange(message, at, message.length);
        return switch (random.nextInt(5)) {
            case 0 -> before;
            case 1 -> joined(before, bytes(3), after);
            case 2 -> joined(before, Arrays.copyOfRange(after, Math.min(1, after.length), after.length));
            case 3 -> joined(before, after, before);
            default -> overwritten(message, Math.min(at, message.length - 1));
        };
    }

    private byte[] overwritten(byte[] message, int at) {
        byte[] overwritten = message.clone();
        if (at >= 0) {
            overwritten[at] = (byte) random.nextInt(256);
        }
        return overwritten;
    }

    private static byte[] joined(byte[]... pieces) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        Arrays.stream(pieces).forEach(joined::writeBytes);
        return joined.toByteArray();
    }
}
