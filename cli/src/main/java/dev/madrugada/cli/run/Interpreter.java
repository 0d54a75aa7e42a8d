package dev.madrugada.cli.run;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.MadrugadaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The state machine interpreter in {@code scripts/local}: a Node program and the packages of its lock file.
 *
 * @param folder the folder of the program and its packages
 */
public record Interpreter(Path folder) {
    private static final int OLDEST_NODE = 20;
    private static final Pattern VERSION = Pattern.compile("v([0-9]+)[.].*", Pattern.DOTALL);

    public Path program() {
        return folder.resolve("interpreter.mjs");
    }

    /**
     * Installs the packages unless they are installed.
     *
     * @throws MadrugadaException CapacityUnavailable if Node is missing or too old, or if npm cannot install the
     *     packages
     */
    public void ensure() {
        try {
            requireNode();
            Path installed = folder.resolve("node_modules/.package-lock.json");
            Path lock = folder.resolve("package-lock.json");
            if (Files.exists(installed)
                    && Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(lock)) >= 0) {
                return;
            }
            System.err.println("madrugada: installing the interpreter's packages (npm ci)");
            int status = new ProcessBuilder("npm", "ci", "--silent", "--no-audit", "--no-fund")
                    .directory(folder.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start()
                    .waitFor();
            if (status != 0) {
                throw missing(
                        "npm ci failed in " + folder, "npm ended with status " + status, "see its messages above");
            }
            Files.setLastModifiedTime(installed, FileTime.from(Instant.now()));
        } catch (IOException failed) {
            throw missing("npm could not be started", String.valueOf(failed.getMessage()), "install Node with npm");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw missing("npm was interrupted", "the run was stopped", "run it again");
        }
    }

    private static void requireNode() throws InterruptedException {
        String version;
        try {
            Process node = new ProcessBuilder("node", "--version").start();
            version = new String(node.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            node.waitFor();
        } catch (IOException absent) {
            version = "";
        }
        Matcher found = VERSION.matcher(version);
        if (!found.matches() || Integer.parseInt(found.group(1)) < OLDEST_NODE) {
            throw missing(
                    "Node " + OLDEST_NODE + " or newer is needed",
                    "found: " + (version.isBlank() ? "none" : version.trim()),
                    "install it, and see that node is on the PATH");
        }
    }

    private static MadrugadaException missing(String what, String why, String fix) {
        return Fault.of(ErrorCode.CapacityUnavailable)
                .at("the interpreter of step-function.json")
                .what(what)
                .because(why)
                .fix(fix)
                .exception();
    }
}
