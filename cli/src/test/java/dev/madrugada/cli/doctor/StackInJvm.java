package dev.madrugada.cli.doctor;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.cli.doctor.account.Clients;
import dev.madrugada.cli.doctor.evidence.Evidence;
import dev.madrugada.localstack.http.AwsHttpServer;
import dev.madrugada.localstack.http.AwsRequest;
import dev.madrugada.localstack.http.AwsResponse;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.ServiceException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * One HTTP server, and one set of clients, for the accounts of all tests: an account's services replace those of the account
 * before.
 */
final class StackInJvm implements AutoCloseable {
    private static final List<String> PROPERTIES = List.of("aws.accessKeyId", "aws.secretAccessKey");

    private final AwsHttpServer server;
    private final Evidence evidence = new Evidence();
    private final AwsObjectStore lake;
    private final Clients clients;
    private volatile List<Service> services = List.of();

    StackInJvm() throws IOException {
        PROPERTIES.forEach(property -> System.setProperty(property, "local"));
        server = AwsHttpServer.start(List.of(new Service() {
            @Override
            public boolean accepts(AwsRequest request) {
                return services.stream().anyMatch(service -> service.accepts(request));
            }

            @Override
            public AwsResponse answer(AwsRequest request) throws IOException, ServiceException {
                for (Service service : services) {
                    if (service.accepts(request)) {
                        return service.answer(request);
                    }
                }
                throw new IOException("no service");
            }
        }));
        AwsClients environment =
                new AwsClients(Map.of("AWS_ENDPOINT_URL", endpoint().toString(), "AWS_REGION", "us-east-1"));
        lake = new AwsObjectStore(environment);
        clients = new Clients(environment, evidence);
    }

    URI endpoint() {
        return server.endpoint();
    }

    void serve(List<Service> account) {
        services = List.copyOf(account);
    }

    AwsObjectStore lake() {
        return lake;
    }

    Clients clients() {
        return clients;
    }

    Evidence evidence() {
        return evidence;
    }

    @Override
    public void close() {
        clients.close();
        lake.close();
        server.close();
        PROPERTIES.forEach(System::clearProperty);
    }
}
