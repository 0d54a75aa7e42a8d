package dev.madrugada.cli.run;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.cli.run.FileSlots.Slot;
import dev.madrugada.cli.run.NightOptions.Arrivals;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.FileLocation;
import dev.madrugada.common.contract.Source;
import dev.madrugada.common.contract.Source.Files.Compression;
import dev.madrugada.common.contract.Source.Files.Format;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.time.ArrivalDay;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

/**
 * The location of a contract's files, in the local S3. Lines ({@code .ndjson}) are delivered as Firehose does: a file for
 * each hour of their arrival. Any other file is put as it is and arrives at the end of the day. A file with {@code
 * .errors.} in its name is put where the contract expects refused records.
 *
 * @param clients for the local S3; called when the stack's credentials are set
 * @param objects the folder in which the stack stores objects
 */
record LocalFiles(Source.Files source, Supplier<AwsClients> clients, Path objects) implements LocalSource {
    private static final String ERRORS = ".errors.";

    @Override
    public String name() {
        return "location " + source.location();
    }

    @Override
    public String service() {
        return "files";
    }

    @Override
    public String key() {
        return "files " + source.location();
    }

    @Override
    public String held(long count, LocalDate date) {
        return count + " files of " + date + " are in the " + name();
    }

    @Override
    public InputFile read(Path file, DatasetContract contract, LocalDate date) {
        return isLines(file) ? InputFile.read(file, contract, date) : InputFile.whole(file);
    }

    /** Creates the buckets. */
    @Override
    public void ensure() {
        try (S3Client s3 = clients.get().s3()) {
            Stream.concat(Stream.of(source.location()), source.errors().stream())
                    .map(location -> bucket(location.text()))
                    .distinct()
                    .forEach(bucket -> create(s3, bucket));
        }
    }

    private static void create(S3Client s3, String bucket) {
        try {
            var unused = s3.createBucket(request -> request.bucket(bucket));
        } catch (BucketAlreadyOwnedByYouException exists) {
            // An earlier run created it.
        }
    }

    @Override
    public void remove(ArrivalDay day) {
        try (AwsObjectStore store = new AwsObjectStore(clients.get())) {
            Stream.concat(Stream.of(source.location()), source.errors().stream())
                    .flatMap(location -> FileSlots.of(location, source.prefixZone(), day).slots().stream())
                    .map(Slot::text)
                    .distinct()
                    .forEach(text -> remove(store, text, day.date()));
        }
    }

    private static void remove(ObjectStore store, String text, LocalDate date) {
        String literal = text.split("[*?]", 2)[0];
        store.delete(store.list(uri(literal)).stream()
                .map(ObjectStore.StoredObject::uri)
                .filter(object -> object.equals(uri(text)) || isOf(date, object))
                .toList());
    }

    private static boolean isOf(LocalDate date, URI object) {
        String path = object.getPath();
        return path.substring(path.lastIndexOf('/') + 1).contains(date.toString());
    }

    /** Returns the number of files. */
    @Override
    public long put(ArrivalDay day, List<InputFile> inputs, Arrivals arrivals, LinePayload payload) {
        try (AwsObjectStore store = new AwsObjectStore(clients.get())) {
            long files = 0;
            for (InputFile input : inputs) {
                files += isLines(input.file()) ? putLines(store, day, input, arrivals) : putWhole(store, day, input);
            }
            return files;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private long putLines(ObjectStore store, ArrivalDay day, InputFile input, Arrivals arrivals) throws IOException {
        requireJson(input.file());
        FileSlots slots = FileSlots.of(source.location(), source.prefixZone(), day);
        List<byte[]> lines = input.lines();
        Map<Integer, ByteArrayOutputStream> contents = new TreeMap<>();
        for (int line = 0; line < lines.size(); line++) {
            Instant written = arrivals == Arrivals.SPREAD
                    ? day.start()
                            .plus(Duration.between(day.start(), day.end())
                                    .multipliedBy(line)
                                    .dividedBy(lines.size()))
                    : Instant.ofEpochMilli(input.arrivals().millis()[line]);
            ByteArrayOutputStream content =
                    contents.computeIfAbsent(slots.at(written), none -> new ByteArrayOutputStream());
            content.write(lines.get(line));
            if (source.format() == Format.JSON_LINES) {
                content.write('\n');
            }
        }
        for (Map.Entry<Integer, ByteArrayOutputStream> content : contents.entrySet()) {
            Slot slot = slots.slots().get(content.getKey());
            byte[] plain = content.getValue().toByteArray();
            boolean isPlain = source.compression() == Compression.NONE;
            String name = "%s-%02d-%s.json%s"
                    .formatted(day.date(), content.getKey(), input.sha256().substring(0, 8), isPlain ? "" : ".gz");
            write(store, slot, name, isPlain ? plain : gzip(plain));
        }
        return contents.size();
    }

    private void requireJson(Path file) {
        boolean isJson = source.format() == Format.JSON || source.format() == Format.JSON_LINES;
        if (!isJson
                || !List.of(Compression.AUTO, Compression.NONE, Compression.GZIP)
                        .contains(source.compression())) {
            throw Fault.of(ErrorCode.InvalidArguments)
                    .at("--input " + file)
                    .what("lines of JSON cannot be put into " + source.location())
                    .because("source.files.format and compression ask for other files, and lines are put as JSON, with"
                            + " gzip or without")
                    .fix("give files as the producer writes them: their names must not end in .ndjson or .ndjson.gz")
                    .exception();
        }
    }

    private long putWhole(ObjectStore store, ArrivalDay day, InputFile input) throws IOException {
        Path file = input.file();
        FileLocation location = name(file).contains(ERRORS) ? errors(file) : source.location();
        Slot slot = FileSlots.of(location, source.prefixZone(), day).last();
        String name = name(file).contains(day.date().toString()) ? name(file) : day.date() + "-" + name(file);
        write(store, slot, name, Files.readAllBytes(file));
        return 1;
    }

    private FileLocation errors(Path file) {
        return source.errors().stream()
                .findFirst()
                .orElseThrow(() -> Fault.of(ErrorCode.InvalidArguments)
                        .at("--input " + file)
                        .what("the contract has no location of refused records")
                        .because("a file with " + ERRORS + " in its name is put there")
                        .fix("add source.files.errors to dataset.yaml, or rename the file")
                        .exception());
    }

    private void write(ObjectStore store, Slot slot, String name, byte[] content) throws IOException {
        URI object = uri(FileSlots.fileIn(slot.text(), name));
        store.write(object, content);
        // Without a time in the path, a file arrives when it was modified.
        Files.setLastModifiedTime(
                objects.resolve(object.getHost()).resolve(object.getPath().substring(1)),
                FileTime.from(slot.arrivedAt()));
    }

    /** A file of lines, by its name. Refused records are one JSON value after the other, and are put as they are. */
    private static boolean isLines(Path file) {
        String name = name(file);
        return !name.contains(ERRORS) && (name.endsWith(".ndjson") || name.endsWith(".ndjson.gz"));
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(content);
        }
        return compressed.toByteArray();
    }

    private static String bucket(String text) {
        return String.valueOf(uri(text.split("[{*?]", 2)[0]).getHost());
    }

    /** @param text a location's, which is not escaped */
    private static URI uri(String text) {
        try {
            String[] parts = text.substring("s3://".length()).split("/", 2);
            return new URI("s3", parts[0], "/" + parts[1], null);
        } catch (URISyntaxException impossible) {
            throw new IllegalArgumentException(text, impossible);
        }
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }
}
