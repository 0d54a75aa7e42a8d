package dev.madrugada.localstack.kinesis.faults;

import java.util.OptionalLong;

/**
 * How often a fault is served.
 *
 * @param every n for every n-th call
 * @param seed selects the calls at random; if empty, calls are counted
 * @param times maximum number of times
 */
record FaultSchedule(int every, OptionalLong seed, long times) {}
