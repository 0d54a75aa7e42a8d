/**
 * The HTTP server of all AWS services, and the types that the services share: requests, responses, encodings and
 * errors. Depends on no service.
 */
@NullMarked
package dev.madrugada.localstack.http;

import org.jspecify.annotations.NullMarked;
