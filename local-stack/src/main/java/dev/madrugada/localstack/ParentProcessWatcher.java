package dev.madrugada.localstack;

import dev.madrugada.localstack.http.AwsRequest;
import dev.madrugada.localstack.http.AwsResponse;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.ServiceException;

/**
 * The process for which the stack runs, and with which it stops, however that one ends. {@code POST /_local/stay} lets
 * it go alone: the stack then stays up after it.
 */
final class ParentProcessWatcher implements Service {
    private static final String PATH = "/_local/stay";

    private volatile boolean letGo;

    void stopWith(long pid) {
        ProcessHandle.of(pid)
                .ifPresentOrElse(
                        parent -> {
                            var unused = parent.onExit().thenRun(this::gone);
                        },
                        this::gone);
    }

    private void gone() {
        if (!letGo) {
            System.exit(0);
        }
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return request.path().equals(PATH);
    }

    @Override
    public AwsResponse answer(AwsRequest request) throws ServiceException {
        if (!request.method().equals("POST")) {
            throw ServiceException.validation(PATH + " takes POST only");
        }
        letGo = true;
        return AwsResponse.json(200, "{\"stays\":true}");
    }
}
