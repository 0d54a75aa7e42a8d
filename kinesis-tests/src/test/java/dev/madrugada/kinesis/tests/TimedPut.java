package dev.madrugada.kinesis.tests;

import java.time.Instant;

/**
 * A put with times of its own.
 *
 * @param at when it takes place
 * @param arrivedAt what the service will say of it
 */
record TimedPut(UserPut put, Instant at, Instant arrivedAt) {}
