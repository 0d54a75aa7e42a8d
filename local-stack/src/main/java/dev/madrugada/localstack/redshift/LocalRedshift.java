package dev.madrugada.localstack.redshift;

import dev.madrugada.localstack.calls.CallLog;
import dev.madrugada.localstack.hold.Holds;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * A local Redshift for the Redshift JDBC driver with {@code ssl=false}: a protocol proxy before an embedded PostgreSQL.
 */
public final class LocalRedshift implements AutoCloseable {
    public static final String HOST = "127.0.0.1";
    public static final String DATABASE = "dev";
    public static final String USER = "awsuser";
    public static final String PASSWORD = "local-warehouse-password";

    private final EmbeddedDatabase database;
    private final RedshiftProxy proxy;

    private LocalRedshift(EmbeddedDatabase database, RedshiftProxy proxy) {
        this.database = database;
        this.proxy = proxy;
    }

    /**
     * The folders that the local Redshift uses.
     *
     * @param data the database's data
     * @param executables PostgreSQL's executables
     * @param s3 objects of the local S3
     * @param tmp CSV files converted by COPY, until their session ends
     */
    public record Folders(Path data, Path executables, Path s3, Path tmp) {}

    public static LocalRedshift start(Folders folders, Holds holds, CallLog calls) throws IOException {
        Login login = new Login(USER, PASSWORD);
        EmbeddedDatabase database = EmbeddedDatabase.start(folders.data(), folders.executables());
        try {
            database.provision(login, DATABASE);
            S3Files s3 = new S3Files(folders.s3());
            RedshiftProxy proxy = RedshiftProxy.start(
                    database.port(),
                    login,
                    () -> new RedshiftTranslator(new CopyTranslator(s3, folders.tmp(), calls)),
                    () -> new CommitGate(holds));
            return new LocalRedshift(database, proxy);
        } catch (IOException | SQLException | RuntimeException e) {
            database.close();
            throw e instanceof IOException io ? io : new IOException("the warehouse did not start", e);
        }
    }

    public int port() {
        return proxy.port();
    }

    public String jdbcUrl() {
        return jdbcUrl(port());
    }

    public static String jdbcUrl(int port) {
        return "jdbc:redshift://" + HOST + ":" + port + "/" + DATABASE + "?ssl=false";
    }

    @Override
    public void close() throws IOException {
        proxy.close();
        database.close();
    }
}
