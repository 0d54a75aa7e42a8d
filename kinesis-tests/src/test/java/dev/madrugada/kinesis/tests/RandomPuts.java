package dev.madrugada.kinesis.tests;

import dev.madrugada.kinesis.tests.UserPut.UserRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Random puts of every kind: empty and large payloads, text, random bytes, aggregates, and records that only start like
 * an aggregate.
 */
final class RandomPuts {

    private static final int LARGE = 150_000;

    private final Random random;

    RandomPuts(Random random) {
        this.random = random;
    }

    List<UserPut> some(int count) {
        List<UserPut> puts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            puts.add(
                    switch (random.nextInt(8)) {
                        case 0 -> UserPut.aggregate(key(), userRecords());
                        case 1 -> UserPut.lookalike(key(), damaged(UserPut.packed(userRecords())));
                        default -> UserPut.plain(key(), data());
                    });
        }
        return puts;
    }

    private String key() {
        return "key " + random.nextInt(1_000) + (random.nextInt(10) == 0 ? " ñ漢😀" : "");
    }

    private byte[] data() {
        int bound = random.nextInt(200) == 0 ? LARGE : 200;
        byte[] data = new byte[random.nextInt(bound)];
        random.nextBytes(data);
        return data;
    }

    private List<UserRecord> userRecords() {
        List<UserRecord> userRecords = new ArrayList<>();
        for (int i = 1 + random.nextInt(10); i > 0; i--) {
            userRecords.add(UserRecord.of(key(), data()));
        }
        return userRecords;
    }

    private byte[] damaged(byte[] aggregate) {
        int magic = 4;
        return switch (random.nextInt(3)) {
            case 0 -> Arrays.copyOf(aggregate, magic + random.nextInt(aggregate.length - magic));
            case 1 -> Arrays.copyOf(aggregate, aggregate.length + 1);
            default -> {
                byte[] damaged = aggregate.clone();
                damaged[magic + random.nextInt(aggregate.length - magic)] ^= 1;
                yield damaged;
            }
        };
    }
}
