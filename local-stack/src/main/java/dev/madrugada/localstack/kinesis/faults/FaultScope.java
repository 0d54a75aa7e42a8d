package dev.madrugada.localstack.kinesis.faults;

import java.util.Optional;

/**
 * The calls to which a fault applies.
 *
 * @param shard limits the fault to one shard; empty for all shards of the stream
 */
record FaultScope(String action, Optional<String> shard) {

    boolean covers(String called, FaultInjection.Subject subject) {
        return action.equals(called) && (shard.isEmpty() || shard.equals(subject.shard()));
    }
}
