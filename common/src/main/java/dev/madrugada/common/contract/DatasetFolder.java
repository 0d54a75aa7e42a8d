package dev.madrugada.common.contract;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.ObjectStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A dataset's folder, read once: its contract, its rules, its report query and its lookups.
 *
 * @param location the folder's URI, ending in a slash
 * @param files every file of it that takes part, by name
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
        Map<String, byte[]> files = new TreeMap<>();
        files.put(CONTRACT, required(store, location, CONTRACT));
        DatasetContract contract = ContractReader.read(CONTRACT, text(files, CONTRACT));
        files.put(QUALITY, required(store, location, QUALITY));
        files.put(REPORT, required(store, location, REPORT));
        store.read(location.resolve(QUALITY_WARN)).ifPresent(bytes -> files.put(QUALITY_WARN, bytes));
        for (Lookup lookup : contract.lookups()) {
            files.put(lookup.file(), required(store, location, lookup.file()));
        }
        LookupHeaders.check(contract, files);
        return new DatasetFolder(location, contract, files);
    }

    /** The text of a file that {@link #read} found. */
    public String text(String name) {
        return text(files, name);
    }

    public Optional<String> textIfPresent(String name) {
        return Optional.ofNullable(files.get(name)).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
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
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] required(ObjectStore store, URI location, String name) {
        return store.read(location.resolve(name))
                .orElseThrow(() -> new Fault(
                                ErrorCode.InputMissing,
                                location.resolve(name).toString(),
                                "the file is not there",
                                "a dataset's folder needs it",
                                "put it there, or correct --dataset (docs/dataset.md lists the folder's files)")
                        .exception());
    }
}
