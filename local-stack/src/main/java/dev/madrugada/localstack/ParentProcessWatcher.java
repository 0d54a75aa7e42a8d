package dev.madrugada.localstack;

import dev.madrugada.localstack.http.AwsRequest;
import dev.madrugada.localstack.http.AwsResponse;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.ServiceException;

/**
 * Ends the stack when its parent process ends, for whatever reason. {@code POST /_local/stay} detaches the stack. A
 * detached stack keeps running after the parent's end.
 */
final class ParentProcessWatcher implements Service {
    private static final String PATH = "/_local/stay";

    private volatile boolean detached;

    void watch(long pid) {
        ProcessHandle.of(pid)
                .ifPresentOrElse(
                        parent -> {
                            var unused = parent.onExit().thenRun(this::exitUnlessDetached);
                        },
                        this::exitUnlessDetached);
    }

    private void exitUnlessDetached() {
        if (!detached) {
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
            throw ServiceException.validation(PATH + " supports POST only");
        }
        detached = true;
        return AwsResponse.json(200, "{\"stays\":true}");
    }
}
