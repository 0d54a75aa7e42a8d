/**
 * Requests that the stack keeps waiting on demand, so that a client can be killed exactly between writing and
 * publishing. Knows no service; S3 and the warehouse ask it.
 */
@NullMarked
package dev.madrugada.localstack.hold;

import org.jspecify.annotations.NullMarked;
