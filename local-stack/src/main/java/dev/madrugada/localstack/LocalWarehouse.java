package dev.madrugada.localstack;

import dev.madrugada.localstack.StateDirectory.StateInUseException;
import dev.madrugada.localstack.calls.CallLog;
import dev.madrugada.localstack.hold.Holds;
import dev.madrugada.localstack.redshift.LocalRedshift;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The command line of the local Redshift without the other services, for commands that only check SQL. The program
 * prints its port on standard output and runs until its standard input ends. Standard input also ends when the parent
 * process ends. The state is in one of up to 16 numbered folders below {@code --state}, so that several processes can
 * run at once. Exit statuses: 64 for wrong arguments, 70 for any other error.
 */
public final class LocalWarehouse {
    static final String PORT_PREFIX = "port ";

    private static final int MAX_FOLDERS = 16;

    private LocalWarehouse() {}

    public static void main(String[] args) {
        if (args.length != 2 || !args[0].equals("--state")) {
            System.err.println("usage: LocalWarehouse --state DIR");
            System.exit(64);
        }
        Path state = Path.of(args[1]).toAbsolutePath().normalize();
        JvmSettings.apply(state);
        try (StateDirectory directory = lockedFolder(state);
                LocalRedshift redshift = LocalRedshift.start(
                        new LocalRedshift.Folders(
                                directory.folder("postgres"),
                                JvmSettings.postgresExecutables(),
                                directory.folder("s3"),
                                directory.tmp()),
                        new Holds(),
                        new CallLog(Optional.empty()))) {
            System.out.println(PORT_PREFIX + redshift.port());
            var unused = System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
            System.exit(70);
        }
        System.exit(0);
    }

    private static StateDirectory lockedFolder(Path state) throws IOException {
        for (int number = 1; number < MAX_FOLDERS; number++) {
            try {
                return StateDirectory.lock(state.resolve(Integer.toString(number)));
            } catch (StateInUseException inUse) {
                // Another process uses this folder; try the next one.
            }
        }
        return StateDirectory.lock(state.resolve(Integer.toString(MAX_FOLDERS)));
    }
}
