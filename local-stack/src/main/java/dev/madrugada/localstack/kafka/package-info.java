/** A Kafka broker in a process of its own. Uses the JDK only: the broker's classes are on its own classpath. */
@NullMarked
package dev.madrugada.localstack.kafka;

import org.jspecify.annotations.NullMarked;
