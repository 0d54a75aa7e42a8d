package dev.madrugada.kinesis.tests;

import com.amazonaws.kinesis.agg.AggRecord;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record that a producer puts.
 *
 * @param kind the form of its payload
 * @param userRecords the user records of an aggregate; empty for the other kinds
 */
record UserPut(Kind kind, String partitionKey, String dataInHex, List<UserRecord> userRecords) {

    private static final HexFormat HEX = HexFormat.of();

    enum Kind {
        PLAIN,
        AGGREGATE,
        /** Starts like an aggregate but is not one. */
        LOOKALIKE
    }

    /** A user record of an aggregate. */
    record UserRecord(String partitionKey, String dataInHex) {

        static UserRecord of(String partitionKey, byte[] data) {
            return new UserRecord(partitionKey, HEX.formatHex(data));
        }
    }

    static UserPut plain(String partitionKey, byte[] data) {
        return new UserPut(Kind.PLAIN, partitionKey, HEX.formatHex(data), List.of());
    }

    static UserPut lookalike(String partitionKey, byte[] data) {
        return new UserPut(Kind.LOOKALIKE, partitionKey, HEX.formatHex(data), List.of());
    }

    static UserPut aggregate(String partitionKey, List<UserRecord> userRecords) {
        return new UserPut(Kind.AGGREGATE, partitionKey, HEX.formatHex(packed(userRecords)), userRecords);
    }

    byte[] data() {
        return HEX.parseHex(dataInHex);
    }

    static byte[] packed(List<UserRecord> userRecords) {
        AggRecord aggregate = new AggRecord();
        for (UserRecord record : userRecords) {
            @Nullable String hashKeyOfTheKey = null;
            if (!aggregate.addUserRecord(record.partitionKey(), hashKeyOfTheKey, HEX.parseHex(record.dataInHex()))) {
                throw new IllegalArgumentException("too large for one aggregate");
            }
        }
        return aggregate.toRecordBytes();
    }
}
