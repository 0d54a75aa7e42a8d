package dev.madrugada.formats;

import dev.madrugada.common.iceberg.MetadataPointer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.BaseMetastoreCatalog;
import org.apache.iceberg.BaseMetastoreTableOperations;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.hadoop.HadoopFileIO;
import org.apache.iceberg.io.FileIO;

/** Iceberg's view of catalog entries in this process. It only reads; Iceberg's own code reads the metadata files. */
public final class PointerCatalog extends BaseMetastoreCatalog {
    private static final Map<String, MetadataPointer> TABLES = new ConcurrentHashMap<>();

    static void register(String table, MetadataPointer pointer) {
        TABLES.put(table, pointer);
    }

    @Override
    public void initialize(String name, Map<String, String> properties) {}

    @Override
    protected TableOperations newTableOps(TableIdentifier table) {
        MetadataPointer pointer = TABLES.get(table.name());
        return new BaseMetastoreTableOperations() {
            @Override
            protected String tableName() {
                return table.toString();
            }

            @Override
            public FileIO io() {
                return new HadoopFileIO(new Configuration());
            }

            @Override
            protected void doRefresh() {
                if (pointer == null || pointer.current().isEmpty()) {
                    disableRefresh();
                } else {
                    refreshFromMetadataLocation(pointer.current().get().toString());
                }
            }
        };
    }

    @Override
    protected String defaultWarehouseLocation(TableIdentifier table) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<TableIdentifier> listTables(Namespace namespace) {
        return List.of();
    }

    @Override
    public boolean dropTable(TableIdentifier table, boolean purge) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void renameTable(TableIdentifier from, TableIdentifier to) {
        throw new UnsupportedOperationException();
    }
}
