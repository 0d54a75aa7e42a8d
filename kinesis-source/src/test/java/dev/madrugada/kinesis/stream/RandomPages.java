package dev.madrugada.kinesis.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Random responses of GetRecords in all the encodings that CBOR allows: lengths longer than necessary or indefinite,
 * chunked strings, members in any order, unknown members. Shares no code with the decoder.
 */
final class RandomPages {

    private final Random random;
    private ByteArrayOutputStream out = new ByteArrayOutputStream();

    RandomPages(long seed) {
        this.random = new Random(seed);
    }

    byte[] page(int records) {
        out = new ByteArrayOutputStream();
        List<Runnable> members = new ArrayList<>(unknownMembers());
        members.add(() -> member("Records", () -> array(Collections.nCopies(records, this::record))));
        if (random.nextInt(4) > 0) {
            members.add(() -> member("NextShardIterator", () -> text(words(random.nextInt(300)))));
        }
        if (random.nextInt(4) > 0) {
            members.add(() -> member("MillisBehindLatest", () -> number(0, random.nextInt(100_000))));
        }
        map(members);
        return out.toByteArray();
    }

    private void record() {
        List<Runnable> members = new ArrayList<>(unknownMembers());
        members.add(() -> member("SequenceNumber", () -> text(Long.toUnsignedString(random.nextLong()))));
        members.add(() -> member("PartitionKey", () -> text(words(1 + random.nextInt(20)))));
        members.add(() -> member("ApproximateArrivalTimestamp", () -> {
            if (random.nextBoolean()) {
                head(6, 1);
            }
            number(random.nextInt(10) == 0 ? 1 : 0, random.nextLong(2_000_000_000_000L));
        }));
        byte[] data = new byte[random.nextInt(4) == 0 ? 0 : random.nextInt(400)];
        random.nextBytes(data);
        members.add(() -> member("Data", () -> string(2, data)));
        map(members);
    }

    /** Unknown members. */
    private List<Runnable> unknownMembers() {
        List<Runnable> members = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            int number = i;
            members.add(() -> member("Stranger" + number, () -> anything(0)));
        }
        return members;
    }

    private void anything(int depth) {
        switch (random.nextInt(depth < 3 ? 10 : 8)) {
            case 0 -> number(random.nextInt(2), random.nextLong(Long.MAX_VALUE));
            case 1 -> text(words(random.nextInt(40)));
            case 2 -> string(2, new byte[random.nextInt(40)]);
            case 3 -> raw(0xF4 + random.nextInt(4));
            case 4 -> fixed(0xF9, 2);
            case 5 -> fixed(0xFA, 4);
            case 6 -> fixed(0xFB, 8);
            case 7 -> {
                head(6, 1);
                number(0, random.nextInt());
            }
            case 8 -> array(Collections.nCopies(random.nextInt(4), () -> anything(depth + 1)));
            default -> map(Collections.nCopies(random.nextInt(4), () -> member(words(3), () -> anything(depth + 1))));
        }
    }

    private void member(String name, Runnable value) {
        string(3, name.getBytes(UTF_8));
        value.run();
    }

    private void map(List<Runnable> members) {
        List<Runnable> shuffled = new ArrayList<>(members);
        Collections.shuffle(shuffled, random);
        items(5, shuffled);
    }

    private void array(List<Runnable> elements) {
        items(4, elements);
    }

    private void items(int major, List<Runnable> items) {
        boolean indefinite = random.nextInt(3) == 0;
        if (indefinite) {
            raw(major << 5 | 31);
        } else {
            head(major, items.size());
        }
        items.forEach(Runnable::run);
        if (indefinite) {
            raw(0xFF);
        }
    }

    private void text(String text) {
        string(3, text.getBytes(UTF_8));
    }

    /** A text is cut between characters only, because each chunk must be a valid text. */
    private void string(int major, byte[] bytes) {
        if (random.nextInt(4) > 0) {
            head(major, bytes.length);
            out.writeBytes(bytes);
            return;
        }
        raw(major << 5 | 31);
        for (int at = 0; at < bytes.length; ) {
            int end = at + 1 + random.nextInt(bytes.length - at);
            while (major == 3 && end < bytes.length && (bytes[end] & 0xC0) == 0x80) {
                end++;
            }
            head(major, end - at);
            out.write(bytes, at, end - at);
            at = end;
        }
        raw(0xFF);
    }

    /** Writes {@code argument}, or -1 minus it for major type 1. */
    private void number(int major, long argument) {
        head(major, argument & Long.MAX_VALUE);
    }

    private void head(int major, long argument) {
        int narrowest =
                argument < 24 ? 0 : argument < 1 << 8 ? 1 : argument < 1 << 16 ? 2 : argument < 1L << 32 ? 3 : 4;
        int width = narrowest + random.nextInt(5 - narrowest);
        if (width == 0) {
            raw(major << 5 | (int) argument);
            return;
        }
        raw(major << 5 | (23 + width));
        for (int shift = 8 * (1 << (width - 1)) - 8; shift >= 0; shift -= 8) {
            raw((int) (argument >>> shift));
        }
    }

    private void fixed(int head, int bytes) {
        raw(head);
        for (int i = 0; i < bytes; i++) {
            raw(random.nextInt(0x40));
        }
    }

    private void raw(int value) {
        out.write(value);
    }

    private String words(int letters) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < letters; i++) {
            text.appendCodePoint("aZ0-ñ€𝄞".codePointAt(random.nextInt(6)));
        }
        return text.toString();
    }
}
