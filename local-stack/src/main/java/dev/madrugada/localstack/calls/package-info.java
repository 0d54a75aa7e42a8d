/**
 * Records which AWS calls each role makes. Uses the HTTP server's types and the tokens of Kinesis; the services do not
 * know of it, except S3 and COPY, which are no services of that server.
 */
@NullMarked
package dev.madrugada.localstack.calls;

import org.jspecify.annotations.NullMarked;
