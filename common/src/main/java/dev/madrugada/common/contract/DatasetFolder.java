package dev.madrugada.common.contract;

import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.Problems;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.ObjectStore;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A dataset's folder, read once: its contract, its rules, its report query and its lookups.
 *
 * @param location the folder's URI, ending in a slash
 * @param files every file of it that takes part, by name, byte for byte; {@link #text} decodes them
 */
public record DatasetFolder(URI location, DatasetContract contract, Map<String, byte[]> files) {
    public static final String CONTRACT = "dataset.yaml";
    public static final String QUALITY = "quality.dqdl";
    public static final String QUALITY_WARN = "quality-warn.dqdl";
    public static final String REPORT = "report.sql";

    /**
     * Reads and checks the folder.
     *
     * @throws dev.madrugada.common.error.TerminalException InvalidContract, naming all problems at once with file,
     *     line and fix; InputMissing if a file that the contract needs is not there
     */
    public static DatasetFolder read(ObjectStore store, URI location) {
        return examine(store, location).orThrow();
    }

    /**
     * Reads the folder as far as it can be read, for a caller that names what is wrong in the other files too.
     *
     * @throws dev.madrugada.common.error.MadrugadaException if the store cannot be asked
     */
    public static Examination examine(ObjectStore store, URI location) {
        Map<String, byte[]> files = new TreeMap<>();
        Problems problems = new Problems();
        List<DatasetContract> contract = new ArrayList<>(1);
        read(store, location, CONTRACT, files, problems);
        problems.collect(() -> Optional.ofNullable(files.get(CONTRACT))
                .map(bytes -> ContractReader.read(CONTRACT, text(files, CONTRACT)))
                .ifPresent(contract::add));
        read(store, location, QUALITY, files, problems);
        read(store, location, REPORT, files, problems);
        store.read(location.resolve(QUALITY_WARN)).ifPresent(bytes -> files.put(QUALITY_WARN, bytes));
        contract.stream()
                .flatMap(found -> found.lookups().stream().map(Lookup::file))
                .distinct()
                .forEach(file -> read(store, location, file, files, problems));
        Map<String, byte[]> lookups = new TreeMap<>(files);
        files.forEach((name, bytes) -> {
            if (!name.equals(CONTRACT)) {
                DatasetText.damage(name, bytes).ifPresent(damage -> {
                    lookups.remove(name);
                    problems.add(damage);
                });
            }
        });
        contract.forEach(found -> problems.collect(() -> LookupHeaders.check(found, lookups)));
        return new Examination(
                contract.stream()
                        .map(found -> new DatasetFolder(location, found, files))
                        .findFirst(),
                problems.faults());
    }

    /**
     * What could be read of a folder, and all that is wrong with it.
     *
     * @param folder empty if its contract cannot be read; files that are missing are missing in it too, and those that
     *     are not UTF-8 have no text
     * @param faults InvalidContract or InputMissing each
     */
    public record Examination(Optional<DatasetFolder> folder, List<Fault> faults) {
        public Examination {
            faults = List.copyOf(faults);
        }

        /** Throws what is wrong as one exception: a contract that is wrong before a file that is missing. */
        private DatasetFolder orThrow() {
            Problems problems = new Problems();
            problems.addAll(faults);
            problems.throwIfAny();
            return folder.orElseThrow();
        }
    }

    /** The text of a file that {@link #read} found, without its byte-order mark. */
    public String text(String name) {
        return text(files, name);
    }

    /** As {@link #text}; empty if the folder has no such file. */
    public Optional<String> textIfPresent(String name) {
        return Optional.ofNullable(files.get(name)).map(bytes -> DatasetText.of(name, bytes));
    }

    /** SHA-256 of the contract's bytes: one changed byte is another contract. */
    public Digest contractDigest() {
        return Digest.of(files, CONTRACT);
    }

    /** SHA-256 over the names and bytes of the lookups' files. */
    public Digest lookupsDigest() {
        return Digest.of(files, contract.lookups().stream().map(Lookup::file).toArray(String[]::new));
    }

    /** SHA-256 over the names and bytes of both rule files. */
    public Digest rulesDigest() {
        return Digest.of(files, QUALITY, QUALITY_WARN);
    }

    public Digest reportDigest() {
        return Digest.of(files, REPORT);
    }

    private static String text(Map<String, byte[]> files, String name) {
        byte[] bytes = files.get(name);
        if (bytes == null) {
            throw new IllegalArgumentException(name + " was not read with its folder");
        }
        return DatasetText.of(name, bytes);
    }

    private static void read(
            ObjectStore store, URI location, String name, Map<String, byte[]> files, Problems problems) {
        Optional<byte[]> content = store.read(location.resolve(name));
        if (content.isPresent()) {
            files.put(name, content.get());
            return;
        }
        problems.add(ContractFaults.fileMissing(location.resolve(name)));
    }
}
