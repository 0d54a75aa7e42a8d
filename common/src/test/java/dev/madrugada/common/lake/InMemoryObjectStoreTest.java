package dev.madrugada.common.lake;

import java.net.URI;

class InMemoryObjectStoreTest implements ObjectStoreContract {
    private final InMemoryObjectStore store = new InMemoryObjectStore();

    @Override
    public ObjectStore store() {
        return store;
    }

    @Override
    public URI folder() {
        return URI.create("s3://bucket/tests/");
    }
}
