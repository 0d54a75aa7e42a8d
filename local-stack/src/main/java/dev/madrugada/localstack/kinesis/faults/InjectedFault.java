package dev.madrugada.localstack.kinesis.faults;

import dev.madrugada.localstack.http.ServiceException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be made to go wrong with a call. */
enum InjectedFault {
    /** Refused as beyond the shard's or the API's rate. */
    THROTTLE,
    /** Refused because its iterator, or its NextToken, has expired. */
    EXPIRED,
    /** Answered with status 500. */
    INTERNAL,
    /** The connection is closed in the middle of the answer. */
    CUT,
    /** Answered late. */
    SLOW;

    private static final Set<String> EXPIRING = Set.of("GetRecords", "ListShards");

    static InjectedFault parse(String name, String action) throws ServiceException {
        for (InjectedFault fault : values()) {
            if (fault.toString().equals(name)) {
                if (fault == EXPIRED && !EXPIRING.contains(action)) {
                    throw ServiceException.validation("nothing that " + action + " takes expires");
                }
                return fault;
            }
        }
        String known = Stream.of(values()).map(InjectedFault::toString).collect(Collectors.joining(", "));
        throw ServiceException.validation("fault is none of " + known + ": " + name);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
