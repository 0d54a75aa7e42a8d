package dev.madrugada.kinesis.tests;

import com.amazonaws.kinesis.agg.AggRecord;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a producer puts as one record.
 *
 * @param kind what it looks like from outside
 * @param inside the records that are in it, if it is an aggregate
 */
record UserPut(Kind kind, String partitionKey, String dataInHex, List<Inside> inside) {

    private static final HexFormat HEX = HexFormat.of();

    enum Kind {
        PLAIN,
        AGGREGATE,
        /** Begins as an aggregate and is none. */
        LOOKALIKE
    }

    /** A record in an aggregate. */
    record Inside(String partitionKey, String dataInHex) {

        static Inside of(String partitionKey, byte[] data) {
            return new Inside(partitionKey, HEX.formatHex(data));
        }
    }

    static UserPut plain(String partitionKey, byte[] data) {
        return new UserPut(Kind.PLAIN, partitionKey, HEX.formatHex(data), List.of());
    }

    static UserPut lookalike(String partitionKey, byte[] data) {
        return new UserPut(Kind.LOOKALIKE, partitionKey, HEX.formatHex(data), List.of());
    }

    static UserPut aggregate(String partitionKey, List<Inside> inside) {
        return new UserPut(Kind.AGGREGATE, partitionKey, HEX.formatHex(packed(inside)), inside);
    }

    byte[] data() {
        return HEX.parseHex(dataInHex);
    }

    static byte[] packed(List<Inside> inside) {
        AggRecord aggregate = new AggRecord();
        for (Inside record : inside) {
            @Nullable String hashKeyOfTheKey = null;
            if (!aggregate.addUserRecord(record.partitionKey(), hashKeyOfTheKey, HEX.parseHex(record.dataInHex()))) {
                throw new IllegalArgumentException("more than an aggregate holds");
            }
        }
        return aggregate.toRecordBytes();
    }
}
