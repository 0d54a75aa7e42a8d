package dev.madrugada.localstack.http;

import java.io.IOException;

/**
 * One AWS service, or one set of admin paths, behind the front. The front asks the services in their order and gives the
 * request to the first that accepts it. Called by many threads at once.
 */
public interface Service {
    /** Whether the request is for this service; looks at its line and headers only, not at its body. */
    boolean accepts(AwsRequest request);

    /**
     * Answers in the service's own protocol, its errors too.
     *
     * @throws ServiceException if the service has no format of its own for this error; the front writes it as JSON
     */
    AwsResponse answer(AwsRequest request) throws IOException, ServiceException;
}
