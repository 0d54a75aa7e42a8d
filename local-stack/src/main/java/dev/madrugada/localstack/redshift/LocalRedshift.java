package dev.madrugada.localstack.redshift;

import dev.madrugada.localstack.hold.Holds;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Redshift as the real driver sees it with {@code ssl=false}. */
public final class LocalRedshift implements AutoCloseable {
    public static final String HOST = "127.0.0.1";
    public static final String DATABASE = "dev";
    public static final String USER = "awsuser";
    public static final String PASSWORD = "local-stack";

    private final EmbeddedDatabase database;
    private final WireFront front;

    private LocalRedshift(EmbeddedDatabase database, WireFront front) {
        this.database = database;
        this.front = front;
    }

    /**
     * Where it keeps and finds things.
     *
     * @param data its own state
     * @param programs where PostgreSQL's programs are unpacked
     * @param s3 the folder of the local S3
     * @param tmp takes converted files while a session lasts
     */
    public record Places(Path data, Path programs, Path s3, Path tmp) {}

    public static LocalRedshift start(Places places, Holds holds) throws IOException {
        Login login = new Login(USER, PASSWORD);
        EmbeddedDatabase database = EmbeddedDatabase.start(places.data(), places.programs());
        try {
            database.provision(login, DATABASE);
            S3Files s3 = new S3Files(places.s3());
            WireFront front = WireFront.start(
                    database.port(),
                    login,
                    () -> new RedshiftTranslator(new CopyTranslator(s3, places.tmp())),
                    () -> new CommitGate(holds));
            return new LocalRedshift(database, front);
        } catch (IOException | SQLException | RuntimeException e) {
            database.close();
            throw e instanceof IOException io ? io : new IOException("the warehouse did not start", e);
        }
    }

    public int port() {
        return front.port();
    }

    public String jdbcUrl() {
        return jdbcUrl(port());
    }

    public static String jdbcUrl(int port) {
        return "jdbc:redshift://" + HOST + ":" + port + "/" + DATABASE + "?ssl=false";
    }

    @Override
    public void close() throws IOException {
        front.close();
        database.close();
    }
}
