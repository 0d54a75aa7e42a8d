package dev.madrugada.localstack.kinesis.faults;

import java.util.Optional;

/**
 * Which calls a fault is for.
 *
 * @param shard the only one, if it is for one
 */
record FaultScope(String action, Optional<String> shard) {

    boolean covers(String called, FaultInjection.Subject subject) {
        return action.equals(called) && (shard.isEmpty() || shard.equals(subject.shard()));
    }
}
