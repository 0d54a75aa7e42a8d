package dev.madrugada.localstack.kinesis;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.localstack.http.ServiceException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** The range of hash keys of one shard, both ends inclusive. The hash key of a partition key is its MD5. */
record HashRange(BigInteger start, BigInteger end) {
    static final BigInteger KEYS = BigInteger.TWO.pow(128);

    /** Divides all hash keys into ranges of equal size; the last range also gets the remainder. */
    static List<HashRange> equalRanges(int ranges) {
        BigInteger size = KEYS.divide(BigInteger.valueOf(ranges));
        List<HashRange> cut = new ArrayList<>();
        for (int i = 0; i < ranges; i++) {
            BigInteger start = size.multiply(BigInteger.valueOf(i));
            BigInteger next = i == ranges - 1 ? KEYS : start.add(size);
            cut.add(new HashRange(start, next.subtract(BigInteger.ONE)));
        }
        return cut;
    }

    static BigInteger hashKey(String partitionKey) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(partitionKey.getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    /** Parses a decimal hash key of a request. */
    static BigInteger parse(String text) throws ServiceException {
        if (!text.matches("0|[1-9]\\d{0,38}") || new BigInteger(text).compareTo(KEYS) >= 0) {
            throw new ServiceException("InvalidArgumentException", "Invalid hash key: " + text);
        }
        return new BigInteger(text);
    }

    boolean contains(BigInteger hashKey) {
        return hashKey.compareTo(start) >= 0 && hashKey.compareTo(end) <= 0;
    }

    /** Whether the two ranges are adjacent. */
    boolean isAdjacentTo(HashRange other) {
        return end.add(BigInteger.ONE).equals(other.start)
                || other.end.add(BigInteger.ONE).equals(start);
    }

    /** The API's HashKeyRange. */
    ObjectNode described() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("StartingHashKey", start.toString())
                .put("EndingHashKey", end.toString());
    }
}
