/** A Kafka broker in a process of its own, and the admin paths that start and fill it. Uses Kafka's client. */
@NullMarked
package dev.madrugada.localstack.kafka;

import org.jspecify.annotations.NullMarked;
