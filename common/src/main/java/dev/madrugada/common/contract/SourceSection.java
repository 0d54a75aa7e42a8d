package dev.madrugada.common.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Reads the contract's section {@code source}: where the records come from. */
final class SourceSection {
    private static final String STREAM = "[a-zA-Z0-9_.-]{1,128}";
    private static final String STREAM_ARN = "arn:aws[a-z-]*:kinesis:[a-z0-9-]+:[0-9]{12}:stream/" + STREAM;

    private static final Map<String, Function<YamlMapping, Source>> SOURCES = new LinkedHashMap<>();

    static {
        SOURCES.put("kinesis", SourceSection::kinesis);
        SOURCES.put("kafka", keys -> new KafkaSection(keys).read());
        SOURCES.put("files", keys -> new FilesSection(keys).read());
    }

    private SourceSection() {}

    /** Reads the one source of the section; returns a placeholder if there is none, which is reported. */
    static Source read(YamlMapping section) {
        List<String> given = SOURCES.keySet().stream()
                .filter(name -> section.find(name).isPresent())
                .toList();
        if (given.size() != 1 && section.isThere()) {
            section.problem(
                    given.isEmpty()
                            ? "'source' has no source"
                            : "'source' has " + given.size() + ": " + String.join(", ", given),
                    "the records of a dataset come from one source",
                    given.isEmpty() ? "add one of " + String.join(", ", SOURCES.keySet()) : "keep one of them");
        }
        Optional<Source> source = given.stream()
                .findFirst()
                .map(name -> Objects.requireNonNull(SOURCES.get(name)).apply(section.mapping(name)));
        return source.orElse(new Source.Kinesis(""));
    }

    private static Source kinesis(YamlMapping keys) {
        YamlText stream = keys.text("stream")
                .matching(
                        STREAM + "|" + STREAM_ARN,
                        "it is neither a stream's name nor an ARN of one",
                        "write one of them");
        return new Source.Kinesis(stream.value());
    }
}
