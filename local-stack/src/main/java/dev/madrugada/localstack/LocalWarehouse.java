package dev.madrugada.localstack;

import dev.madrugada.localstack.StateDirectory.StateInUseException;
import dev.madrugada.localstack.hold.Holds;
import dev.madrugada.localstack.redshift.LocalRedshift;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * Redshift alone, for a command that only has SQL to check: the port is said on standard output, and it stays until its
 * standard input ends, which it does with whoever started it. Its state is a folder below the named one, of which
 * several processes use one each. Exit status: 64 wrong arguments, 70 anything else.
 */
public final class LocalWarehouse {
    static final String PORT = "port ";

    private static final int FOLDERS = 16;

    private LocalWarehouse() {}

    public static void main(String[] args) {
        if (args.length != 2 || !args[0].equals("--state")) {
            System.err.println("usage: LocalWarehouse --state DIR");
            System.exit(64);
        }
        Path state = Path.of(args[1]).toAbsolutePath().normalize();
        JvmSettings.apply(state);
        try (StateDirectory directory = taken(state);
                LocalRedshift redshift = LocalRedshift.start(
                        new LocalRedshift.Places(
                                directory.folder("postgres"),
                                JvmSettings.programs(),
                                directory.folder("s3"),
                                directory.tmp()),
                        new Holds())) {
            System.out.println(PORT + redshift.port());
            var unused = System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
            System.exit(70);
        }
        System.exit(0);
    }

    private static StateDirectory taken(Path state) throws IOException {
        for (int number = 1; number < FOLDERS; number++) {
            try {
                return StateDirectory.take(state.resolve(Integer.toString(number)));
            } catch (StateInUseException inUse) {
                // The next one may be free.
            }
        }
        return StateDirectory.take(state.resolve(Integer.toString(FOLDERS)));
    }
}
