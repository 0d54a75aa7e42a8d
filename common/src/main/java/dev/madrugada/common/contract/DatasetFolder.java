package dev.madrugada.common.contract;

import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.Problems;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.ObjectStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The content of a dataset's folder: contract, rules, report query, lookup files and the payload's Avro schema.
 *
 * @param location the folder's URI, ending in a slash
 * @param files the bytes of every file that the dataset uses, by name; {@link #text} decodes them
 */
public record DatasetFolder(URI location, DatasetContract contract, Map<String, byte[]> files) {
    public static final String CONTRACT = "dataset.yaml";
    public static final String QUALITY = "quality.dqdl";
    public static final String QUALITY_WARN = "quality-warn.dqdl";
    public static final String REPORT = "report.sql";

    /**
     * Reads and checks the folder. If the URI is that of a published dataset, this is the folder that its pointer names
     * ({@link DatasetPointer}); {@link #location} then is that folder's URI.
     *
     * @throws dev.madrugada.common.error.TerminalException InvalidContract, listing all problems with file, line and
     *     fix; InputMissing if the only problem is that a required file does not exist
     */
    public static DatasetFolder read(ObjectStore store, URI location) {
        return examine(store, location).orThrow();
    }

    /**
     * Reads as much of the folder as possible, so that the caller can report the problems of all files together.
     *
     * @throws dev.madrugada.common.error.MadrugadaException if the store cannot be read
     */
    public static Examination examine(ObjectStore store, URI named) {
        URI location = PinnedFolder.resolve(store, named);
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
                .flatMap(found -> Stream.concat(
                        found.payload().format().schemaFile().stream(),
                        found.lookups().stream().map(Lookup::file)))
                .distinct()
                .forEach(file -> read(store, location, file, files, problems));
        Map<String, byte[]> readable = new TreeMap<>(files);
        Set<String> binary = contract.stream()
                .flatMap(found -> found.lookups().stream())
                .filter(lookup -> lookup.format() == Lookup.Format.PARQUET)
                .map(Lookup::file)
                .collect(Collectors.toSet());
        files.forEach((name, bytes) -> {
            if (!name.equals(CONTRACT) && !binary.contains(name)) {
                DatasetText.invalidEncoding(name, bytes).ifPresent(fault -> {
                    readable.remove(name);
                    problems.add(fault);
                });
            }
        });
        contract.forEach(found -> problems.collect(() -> LookupHeaders.check(found, readable)));
        Optional<DatasetFolder> folder = contract.stream()
                .map(found -> new DatasetFolder(location, withSchema(found, readable), files))
                .findFirst();
        folder.filter(found -> problems.faults().isEmpty() && found.hasChanged())
                .ifPresent(found -> problems.add(ContractFaults.changedAfterPublication(location, found.digest())));
        return new Examination(folder, problems.faults());
    }

    private boolean hasChanged() {
        return PinnedFolder.isPinned(location) && !location.getPath().endsWith("/" + PinnedFolder.name(digest()) + "/");
    }

    /** The contract with the content of its payload's schema, if the schema is among the files. */
    private static DatasetContract withSchema(DatasetContract contract, Map<String, byte[]> files) {
        Payload payload = contract.payload();
        return payload.format()
                .schemaFile()
                .filter(files::containsKey)
                .map(file -> payload.withFormat(payload.format().withSchemaText(text(files, file))))
                .map(contract::withPayload)
                .orElse(contract);
    }

    /**
     * The readable part of a folder, and all its problems.
     *
     * @param folder empty if the contract cannot be read; it lacks files that do not exist, and {@link #text} throws
     *     for files that are not UTF-8
     * @param faults each has the code InvalidContract or InputMissing
     */
    public record Examination(Optional<DatasetFolder> folder, List<Fault> faults) {
        public Examination {
            faults = List.copyOf(faults);
        }

        /** Throws all faults as one exception. If the contract is invalid, the exception's code is InvalidContract. */
        private DatasetFolder orThrow() {
            Problems problems = new Problems();
            problems.addAll(faults);
            problems.throwIfAny();
            return folder.orElseThrow();
        }
    }

    /** Decodes a file that {@link #read} found, without its byte-order mark. */
    public String text(String name) {
        return text(files, name);
    }

    /** Decodes a file as {@link #text} does; empty if the folder has no such file. */
    public Optional<String> textIfPresent(String name) {
        return Optional.ofNullable(files.get(name)).map(bytes -> DatasetText.of(name, bytes));
    }

    /**
     * The SHA-256 of the contract's bytes, and of the name and bytes of the payload's Avro schema if there is one; every
     * changed byte gives another digest.
     */
    public Digest contractDigest() {
        return contract.payload()
                .format()
                .schemaFile()
                .map(schema -> Digest.of(files, CONTRACT, schema))
                .orElseGet(() -> Digest.of(files, CONTRACT));
    }

    /**
     * The digest of what transform reads of the contract and of the payload's Avro schema. An edit of the sections
     * {@code report} and {@code warehouse}, of the columns' descriptions, of comments or of the formatting does not
     * change it.
     */
    public Digest transformDigest() {
        Map<String, byte[]> parts = new TreeMap<>();
        parts.put(CONTRACT, ContractKeys.ofTransform(CONTRACT, text(CONTRACT)).getBytes(StandardCharsets.UTF_8));
        Optional<String> schema = contract.payload().format().schemaFile();
        schema.ifPresent(file -> parts.put(file, bytes(file)));
        return Digest.of(parts, parts.keySet().toArray(String[]::new));
    }

    /**
     * The digest of the curated columns: their names and types, in order, and the partition column. It changes only if
     * the curated table's form does.
     */
    public Digest columnsDigest() {
        String columns = contract.curatedColumns().stream()
                .map(column -> column.name() + " " + column.type() + "\n")
                .collect(Collectors.joining());
        return Digest.sha256((columns + contract.eventTime().partition()).getBytes(StandardCharsets.UTF_8));
    }

    /** The SHA-256 of the names and bytes of the lookups' files. */
    public Digest lookupsDigest() {
        return Digest.of(files, contract.lookups().stream().map(Lookup::file).toArray(String[]::new));
    }

    /** The SHA-256 of the names and bytes of both rule files. */
    public Digest rulesDigest() {
        return Digest.of(files, QUALITY, QUALITY_WARN);
    }

    /** The SHA-256 of the names and bytes of every file that the dataset uses, in the order of the names. */
    public Digest digest() {
        return Digest.of(files, files.keySet().stream().sorted().toArray(String[]::new));
    }

    /** The SHA-256 of the report query's name and bytes. */
    public Digest reportDigest() {
        return Digest.of(files, REPORT);
    }

    private byte[] bytes(String name) {
        byte[] bytes = files.get(name);
        if (bytes == null) {
            throw notRead(name);
        }
        return bytes;
    }

    private static String text(Map<String, byte[]> files, String name) {
        byte[] bytes = files.get(name);
        if (bytes == null) {
            throw notRead(name);
        }
        return DatasetText.of(name, bytes);
    }

    private static IllegalArgumentException notRead(String name) {
        return new IllegalArgumentException(name + " was not read with its folder");
    }

    private static void read(
            ObjectStore store, URI location, String name, Map<String, byte[]> files, Problems problems) {
        Optional<byte[]> content = store.read(location.resolve(name));
        if (content.isPresent()) {
            files.put(name, content.get());
            return;
        }
        URI missing = location.resolve(name);
        problems.add(
                PinnedFolder.isPinned(location)
                        ? ContractFaults.publishedFileMissing(missing)
                        : ContractFaults.fileMissing(missing));
    }
}
