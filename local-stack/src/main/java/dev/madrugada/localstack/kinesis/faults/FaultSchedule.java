package dev.madrugada.localstack.kinesis.faults;

import java.util.OptionalLong;

/**
 * How often a fault comes.
 *
 * @param every 1 for every call
 * @param seed draws the calls at random; without it they are counted
 * @param times how often at most
 */
record FaultSchedule(int every, OptionalLong seed, long times) {}
