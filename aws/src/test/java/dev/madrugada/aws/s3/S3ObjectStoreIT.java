package dev.madrugada.aws.s3;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.aws.SharedStack;
import dev.madrugada.common.error.TerminalException;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.ObjectStoreContract;
import dev.madrugada.localstack.LocalStackEndpoints;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedStack.class)
class S3ObjectStoreIT implements ObjectStoreContract {
    private final URI folder = URI.create("s3://madrugada/tests/" + UUID.randomUUID() + "/");
    private AwsObjectStore store;

    @BeforeEach
    void open(LocalStackEndpoints stack) {
        store = new AwsObjectStore(new AwsClients(stack.environment()));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    public ObjectStore store() {
        return store;
    }

    @Override
    public URI folder() {
        return folder;
    }

    @Test
    void reportsAMissingBucket() {
        assertThatThrownBy(() -> store.write(URI.create("s3://no-such-bucket/object"), new byte[] {1}))
                .isInstanceOf(TerminalException.class)
                .hasMessageStartingWith("InputMissing: s3://no-such-bucket/object: the bucket does not exist")
                .hasMessageContaining("create the bucket");
    }
}
