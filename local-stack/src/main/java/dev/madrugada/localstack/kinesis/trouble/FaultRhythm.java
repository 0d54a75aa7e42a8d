package dev.madrugada.localstack.kinesis.trouble;

import java.util.OptionalLong;

/**
 * How often a fault comes.
 *
 * @param every 1 for every call
 * @param seed draws the calls at random; without it they are counted
 * @param times how often at most
 */
record FaultRhythm(int every, OptionalLong seed, long times) {}
