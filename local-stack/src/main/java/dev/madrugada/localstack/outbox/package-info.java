/** SNS and SES. Each message becomes a file in the outbox folder and is sent nowhere. Uses the http package. */
@NullMarked
package dev.madrugada.localstack.outbox;

import org.jspecify.annotations.NullMarked;
