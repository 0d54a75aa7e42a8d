/**
 * SNS and SES: what would have been sent is one file each in the outbox folder. Uses the http package.
 */
@NullMarked
package dev.madrugada.localstack.outbox;

import org.jspecify.annotations.NullMarked;
