package dev.madrugada.localstack.dynamodb;

import dev.madrugada.localstack.http.AwsRequest;
import dev.madrugada.localstack.http.AwsResponse;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.ServiceException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The admin path of the stack's DynamoDB, which starts with the first request. {@code POST /_local/dynamodb} answers its
 * endpoint.
 */
public final class LocalDynamoDb implements Service, AutoCloseable {
    private static final String PATH = "/_local/dynamodb";

    private final Path folder;
    private @Nullable LocalDynamoDbProcess process;

    /** @param folder for the process's log */
    public LocalDynamoDb(Path folder) {
        this.folder = folder;
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return request.path().equals(PATH);
    }

    @Override
    public AwsResponse answer(AwsRequest request) throws IOException, ServiceException {
        if (!request.method().equals("POST")) {
            throw ServiceException.validation(PATH + " supports POST only");
        }
        return AwsResponse.json(200, "{\"endpoint\":\"" + endpoint() + "\"}");
    }

    private synchronized URI endpoint() throws IOException {
        LocalDynamoDbProcess running = process;
        if (running == null) {
            running = LocalDynamoDbProcess.start(folder);
            process = running;
        }
        return running.endpoint();
    }

    @Override
    public synchronized void close() {
        LocalDynamoDbProcess running = process;
        process = null;
        if (running != null) {
            running.close();
        }
    }
}
