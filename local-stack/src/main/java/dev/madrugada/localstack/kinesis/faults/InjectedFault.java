package dev.madrugada.localstack.kinesis.faults;

import dev.madrugada.localstack.http.ServiceException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of fault that a test can inject into a call. */
enum InjectedFault {
    /** The call fails because it exceeds the rate of the shard or of the API. */
    THROTTLE,
    /** The call fails because its iterator or its NextToken has expired. */
    EXPIRED,
    /** The call fails with HTTP status 500. */
    INTERNAL,
    /** The connection is closed within the response. */
    CUT,
    /** The response is delayed. */
    SLOW;

    private static final Set<String> EXPIRING = Set.of("GetRecords", "ListShards");

    static InjectedFault parse(String name, String action) throws ServiceException {
        for (InjectedFault fault : values()) {
            if (fault.toString().equals(name)) {
                if (fault == EXPIRED && !EXPIRING.contains(action)) {
                    throw ServiceException.validation(action + " has no parameter that expires");
                }
                return fault;
            }
        }
        String known = Stream.of(values()).map(InjectedFault::toString).collect(Collectors.joining(", "));
        throw ServiceException.validation("fault must be one of " + known + ": " + name);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
