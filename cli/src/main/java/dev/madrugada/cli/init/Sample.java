package dev.madrugada.cli.init;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.madrugada.common.contract.CsvForm;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * The records of a file: JSON objects in lines, or the rows of a CSV file.
 *
 * @param root the records, seen as the objects of one field
 * @param hasLinesOfObjects whether a line is not exactly one object: several one after the other, or an array of objects
 * @param unreadable lines that are not JSON objects, or rows that a source of files refuses
 * @param isWhole whether the file has no more records
 * @param csv empty for JSON
 */
record Sample(
        Path file, SeenField root, boolean hasLinesOfObjects, long unreadable, boolean isWhole, Optional<Csv> csv) {
    /**
     * How a CSV file is written.
     *
     * @param brokenLine the line that is not CSV, at which reading ended; 0 if there is none
     */
    record Csv(CsvForm form, long brokenLine) {}

    private static final int GZIP = 0x1f8b;
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** How many records were read. */
    long records() {
        return root.objects();
    }

    /**
     * Reads the first records of a file, which may be compressed by gzip. Its name tells whether it is CSV.
     *
     * @throws dev.madrugada.common.error.TerminalException InvalidArguments unless most of its lines are JSON objects, or
     *     most of its rows have one value for each name of the header
     */
    static Sample read(Path file, int most) {
        try (InputStream stored = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                InputStream content = decompressed(stored)) {
            return CsvSample.isOne(file) ? CsvSample.read(file, content, most) : lines(file, content, most);
        } catch (IOException failed) {
            throw Fault.of(ErrorCode.InvalidArguments)
                    .at("--from " + file)
                    .what("the file could not be read")
                    .because(failed.getClass().getSimpleName() + " " + failed.getMessage())
                    .fix("name a file that exists and is whole")
                    .exception(failed);
        }
    }

    private static Sample lines(Path file, InputStream content, int most) throws IOException {
        SeenField root = new SeenField();
        long unreadable = 0;
        long ofObjects = 0;
        long read = 0;
        boolean isWhole = true;
        BufferedReader lines = new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8), 1 << 16);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (root.objects() >= most) {
                isWhole = false;
                break;
            }
            Optional<Line> objects = objects(line);
            objects.ifPresent(each -> each.objects().forEach(root::add));
            unreadable += objects.isPresent() ? 0 : 1;
            ofObjects += objects.filter(each -> !each.isOneObject()).isPresent() ? 1 : 0;
            read += line.isBlank() ? 0 : 1;
        }
        boolean isOneArray = isWhole && ofObjects == 1 && read == 1;
        if (unreadable >= root.objects() || isOneArray) {
            throw Fault.of(ErrorCode.InvalidArguments)
                    .at("--from " + file)
                    .what(
                            isOneArray
                                    ? "it has one line, of several JSON objects"
                                    : root.objects() == 0
                                            ? "no line is a JSON object"
                                            : "most lines are no JSON objects")
                    .because("each line has to be a record")
                    .fix("if the file is an array: jq -c '.[]' " + file.getFileName() + " > records.ndjson; if it is"
                            + " GeoJSON: jq -c '.features[]'; if it is CSV with a header: name it .csv or .tsv")
                    .exception();
        }
        return new Sample(file, root, ofObjects > 0, unreadable, isWhole, Optional.empty());
    }

    /** The objects of a line: one, several one after the other, or those of arrays. Empty if it has anything else. */
    private static Optional<Line> objects(String line) throws IOException {
        List<JsonNode> objects = new ArrayList<>();
        boolean hasArray = false;
        try (JsonParser values = MAPPER.createParser(line.startsWith("\uFEFF") ? line.substring(1) : line)) {
            while (values.nextToken() != null) {
                JsonNode value = MAPPER.readTree(values);
                hasArray |= value.isArray();
                (value.isArray() ? value : List.of(value)).forEach(objects::add);
            }
        } catch (JsonProcessingException unreadable) {
            return Optional.empty();
        }
        boolean areObjects = objects.stream().allMatch(JsonNode::isObject) && (hasArray || !objects.isEmpty());
        boolean isOneObject = !hasArray && objects.size() == 1;
        return areObjects ? Optional.of(new Line(objects, isOneObject)) : Optional.empty();
    }

    /** What a line has. */
    private record Line(List<JsonNode> objects, boolean isOneObject) {}

    private static InputStream decompressed(InputStream stored) throws IOException {
        stored.mark(2);
        int magic = stored.read() << 8 | stored.read();
        stored.reset();
        return magic == GZIP ? new GZIPInputStream(stored, 1 << 16) : stored;
    }
}
