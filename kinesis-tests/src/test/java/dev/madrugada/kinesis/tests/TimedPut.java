package dev.madrugada.kinesis.tests;

import java.time.Instant;

/**
 * A put with its times.
 *
 * @param at when the put takes place
 * @param arrivedAt the arrival time that the local Kinesis reports
 */
record TimedPut(UserPut put, Instant at, Instant arrivedAt) {}
