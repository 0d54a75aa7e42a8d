package dev.madrugada.night.tests;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Hosts on this machine: Linux network namespaces on a bridge, without a route to anything else. Each has an address, a
 * loopback interface, and its processes have a host name and a mount table of their own. Needs root and iproute2; {@link
 * #unavailable} says what is missing.
 *
 * @param bridge the name of the bridge, which starts the names of all interfaces and namespaces
 * @param gateway this machine's address on the bridge
 */
record NetworkHosts(String bridge, String gateway, List<Host> hosts) implements AutoCloseable {
    /** Sets the host name, mounts a hosts file and empty folders, and becomes the command. */
    private static final String ENTER =
            "set -e; echo \"$1\" > /proc/sys/kernel/hostname; shift; mount --bind \"$1\" /etc/hosts; shift;"
                    + " while [ \"$1\" != -- ]; do mount -t tmpfs tmpfs \"$1\"; shift; done; shift; exec \"$@\"";

    /** A host: its network namespace and its address on the bridge. */
    record Host(String namespace, String address) {}

    /**
     * What a process on a host sees.
     *
     * @param name the host's name
     * @param hosts the file that it sees as {@code /etc/hosts}
     * @param hidden existing folders that are empty for it
     * @param environment all its variables
     * @param log receives its output
     */
    record View(String name, Path hosts, List<Path> hidden, Map<String, String> environment, Path log) {
        View {
            hidden = List.copyOf(hidden);
            environment = Map.copyOf(environment);
        }
    }

    NetworkHosts {
        hosts = List.copyOf(hosts);
    }

    /** Why this machine can have no such hosts; empty if it can. */
    static Optional<String> unavailable() throws InterruptedException {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.of("network namespaces need Linux");
        }
        try {
            if (!Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
                return Optional.of("network namespaces need root");
            }
            NetworkHosts probe = create(1);
            probe.close();
            return Optional.empty();
        } catch (IOException refused) {
            return Optional.of("network namespaces are not available: " + refused.getMessage());
        }
    }

    static NetworkHosts create(int count) throws IOException, InterruptedException {
        // Unique among the tests that run at once.
        long own = ProcessHandle.current().pid();
        String bridge = "mdg" + own;
        String network = "10.213." + own % 256 + ".";
        NetworkHosts created = new NetworkHosts(
                bridge,
                network + 1,
                IntStream.range(0, count)
                        .mapToObj(host -> new Host(bridge + "-h" + host, network + (10 + host)))
                        .toList());
        // A JVM that ends in the middle of a test must not leave interfaces behind.
        Runtime.getRuntime().addShutdownHook(new Thread(created::close));
        try {
            ip("link", "add", bridge, "type", "bridge");
            ip("addr", "add", created.gateway() + "/24", "dev", bridge);
            ip("link", "set", bridge, "up");
            for (int host = 0; host < count; host++) {
                connect(bridge, bridge + "-v" + host, created.hosts().get(host));
            }
            return created;
        } catch (IOException | InterruptedException failed) {
            created.close();
            throw failed;
        }
    }

    private static void connect(String bridge, String cable, Host host) throws IOException, InterruptedException {
        ip("netns", "add", host.namespace());
        ip("link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", host.namespace());
        ip("link", "set", cable, "master", bridge, "up");
        ip("-n", host.namespace(), "addr", "add", host.address() + "/24", "dev", "eth0");
        ip("-n", host.namespace(), "link", "set", "eth0", "up");
        ip("-n", host.namespace(), "link", "set", "lo", "up");
    }

    /** Starts a process on a host; its process id is that of the command. */
    static Process start(Host host, View view, List<String> command) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                "ip",
                "netns",
                "exec",
                host.namespace(),
                "unshare",
                "--uts",
                "sh",
                "-c",
                ENTER,
                "host",
                view.name(),
                view.hosts().toString()));
        view.hidden().forEach(folder -> words.add(folder.toString()));
        words.add("--");
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(view.log().toFile()));
        builder.environment().clear();
        builder.environment().putAll(view.environment());
        return builder.start();
    }

    private static void ip(String... words) throws IOException, InterruptedException {
        List<String> command = Stream.concat(Stream.of("ip"), Stream.of(words)).toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output.strip());
        }
    }

    /** Removes the namespaces and the bridge. Processes on the hosts must have ended. */
    @Override
    public void close() {
        List<List<String>> removals = new ArrayList<>();
        // A cable ends with the namespace of its other end.
        hosts.forEach(host -> removals.add(List.of("netns", "del", host.namespace())));
        removals.add(List.of("link", "del", bridge));
        for (List<String> removal : removals) {
            try {
                ip(removal.toArray(String[]::new));
            } catch (IOException absent) {
                // Creation had not come this far.
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
