package dev.madrugada.formats;

import dev.madrugada.aws.catalog.GlueCatalog;
import dev.madrugada.aws.catalog.GlueMetadataPointer;
import dev.madrugada.common.iceberg.MetadataPointer;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.ConcurrentModificationException;
import software.amazon.awssdk.services.glue.model.CreateDatabaseRequest;
import software.amazon.awssdk.services.glue.model.CreateDatabaseResponse;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.CreateTableResponse;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GetTableRequest;
import software.amazon.awssdk.services.glue.model.GetTableResponse;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.glue.model.UpdateTableRequest;
import software.amazon.awssdk.services.glue.model.UpdateTableResponse;

/**
 * The entry in a Glue catalog in memory, written by the real adapter. As Glue does, it compares the version of an update
 * only if the update names one. The hook is around each call of Glue.
 */
final class GluePointer implements TestPointer {
    private Optional<Table> table = Optional.empty();

    @Override
    public MetadataPointer hooked(HookedStore.Hook hook) {
        GlueCatalog.CatalogTable entry = new GlueCatalog.CatalogTable(
                "lake", "orders", URI.create("s3://lake/curated/orders/"), TestTable.COLUMNS, "day");
        return new GlueMetadataPointer(new Client(hook), entry);
    }

    @Override
    public Optional<URI> current() {
        return hooked(HookedStore.Hook.NONE).current();
    }

    @Override
    public boolean replace(Optional<URI> expected, URI next) {
        return hooked(HookedStore.Hook.NONE).replace(expected, next);
    }

    private final class Client implements GlueClient {
        private final HookedStore.Hook hook;

        Client(HookedStore.Hook hook) {
            this.hook = hook;
        }

        private <T> T call(String step, Supplier<T> operation) {
            return hook.around(step, () -> {
                synchronized (GluePointer.this) {
                    return operation.get();
                }
            });
        }

        @Override
        public GetTableResponse getTable(GetTableRequest get) {
            return call(
                    "read entry",
                    () -> GetTableResponse.builder()
                            .table(table.orElseThrow(
                                    () -> EntityNotFoundException.builder().build()))
                            .build());
        }

        @Override
        public CreateDatabaseResponse createDatabase(CreateDatabaseRequest create) {
            return CreateDatabaseResponse.builder().build();
        }

        @Override
        public CreateTableResponse createTable(CreateTableRequest create) {
            return call("create entry", () -> {
                if (table.isPresent()) {
                    throw AlreadyExistsException.builder().build();
                }
                table = Optional.of(stored(create.tableInput(), 0));
                return CreateTableResponse.builder().build();
            });
        }

        @Override
        public UpdateTableResponse updateTable(UpdateTableRequest update) {
            return call("replace entry", () -> {
                String version = table.orElseThrow().versionId();
                if (update.versionId() != null && !update.versionId().equals(version)) {
                    throw ConcurrentModificationException.builder().build();
                }
                table = Optional.of(stored(update.tableInput(), Integer.parseInt(version) + 1));
                return UpdateTableResponse.builder().build();
            });
        }

        private Table stored(TableInput input, int version) {
            return Table.builder()
                    .name(input.name())
                    .tableType(input.tableType())
                    .parameters(input.parameters())
                    .storageDescriptor(input.storageDescriptor())
                    .versionId(Integer.toString(version))
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
