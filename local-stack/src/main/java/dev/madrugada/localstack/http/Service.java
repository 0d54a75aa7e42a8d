package dev.madrugada.localstack.http;

import java.io.IOException;

/**
 * One AWS service, or one set of admin paths. The HTTP server gives a request to the first service that accepts it.
 * Implementations are thread-safe.
 */
public interface Service {
    /** Whether the request is for this service. Reads the request line and the headers, never the body. */
    boolean accepts(AwsRequest request);

    /**
     * Returns the response in the service's own protocol; this includes errors.
     *
     * @throws ServiceException for an error without a format of the service's own; the HTTP server writes it as JSON
     */
    AwsResponse answer(AwsRequest request) throws IOException, ServiceException;
}
