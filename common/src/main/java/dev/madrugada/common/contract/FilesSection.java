package dev.madrugada.common.contract;

import dev.madrugada.common.contract.Source.Files.BrokenFiles;
import dev.madrugada.common.contract.Source.Files.Compression;
import dev.madrugada.common.contract.Source.Files.Format;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the contract's section {@code source.files}: which files hold the records, and in which form. */
final class FilesSection {
    private static final FileLocation MISSING = new FileLocation("file:///");
    private static final String LOCATION_FIX =
            "write a location such as s3://bucket/events/{yyyy}/{MM}/{dd}/{HH}/ or s3://bucket/exports/*.csv.gz";

    private final YamlMapping section;

    FilesSection(YamlMapping section) {
        this.section = section;
    }

    Source.Files read() {
        FileLocation location = section.text("location")
                .parsedOr(FileLocation::parse, LOCATION_FIX)
                .orElse(MISSING);
        Format format = section.require("format")
                .flatMap(node -> node.choice(Format.class))
                .orElse(Format.JSON_LINES);
        return new Source.Files(
                location,
                prefixZone(location),
                format,
                compression(format),
                csv(format),
                errors(),
                section.choice("broken-files", BrokenFiles.WARN));
    }

    /** Reports a payload format that no record of a file has. */
    static void checkPayload(YamlMapping payload, PayloadFormat format) {
        if (format.kind() != PayloadFormat.Kind.JSON) {
            payload.find("format")
                    .ifPresent(node -> node.refused(
                            "each record of a file is a JSON object, whatever the file's format",
                            "remove it; source.files.format and compression describe the files"));
        }
    }

    private ZoneId prefixZone(FileLocation location) {
        Optional<YamlNode> node = section.find("prefix-zone");
        if (!location.hasPlaceholders() && !location.equals(MISSING)) {
            node.ifPresent(given ->
                    given.refused("the location has no placeholders, so a file arrives at its own time", "remove it"));
        }
        return section.text("prefix-zone", "UTC").parsed(DaySections::zone, ZoneOffset.UTC);
    }

    private Compression compression(Format format) {
        Compression compression = section.choice("compression", Compression.AUTO);
        if (format.isBinary() && compression != Compression.AUTO) {
            section.find("compression")
                    .ifPresent(node -> node.refused(
                            "files of this format are compressed inside, which their reader knows", "remove it"));
        }
        return compression;
    }

    private CsvForm csv(Format format) {
        Optional<YamlNode> node = section.find("csv");
        if (node.isEmpty()) {
            return CsvForm.DEFAULT;
        }
        if (format != Format.CSV) {
            node.get()
                    .refused("it describes CSV, and the files' format is not csv", "write 'format: csv', or remove it");
        }
        YamlMapping keys = node.get().mapping();
        List<String> columns = columns(keys);
        boolean hasHeader = keys.find("header").map(YamlNode::flag).orElse(true);
        if (hasHeader && !columns.isEmpty()) {
            keys.find("columns")
                    .ifPresent(list -> list.refused(
                            "the files' first line has the columns' names", "add 'header: false', or remove it"));
        }
        if (!hasHeader && keys.find("columns").isEmpty()) {
            keys.find("header")
                    .ifPresent(flag -> flag.refused(
                            "without a header the columns have no names", "add 'columns: [NAME, …]' in their order"));
        }
        char quote = keys.find("quote")
                .flatMap(YamlNode::literal)
                .filter(text -> text.value().equals("none"))
                .map(none -> CsvForm.NO_QUOTE)
                .orElseGet(() -> character(keys, "quote", '"'));
        char delimiter = character(keys, "delimiter", ',');
        if (quote == delimiter) {
            keys.problem("delimiter and quote are the same character", "a reader cannot tell them apart", "change one");
        }
        return new CsvForm(columns, delimiter, quote, encoding(keys));
    }

    private static List<String> columns(YamlMapping keys) {
        if (keys.find("columns").isEmpty()) {
            return List.of();
        }
        List<YamlText> names =
                keys.items("columns").stream().map(YamlNode::text).toList();
        Set<String> before = new HashSet<>();
        names.stream()
                .filter(name -> name.isThere() && !before.add(name.value()))
                .forEach(name -> name.problem("the list contains it already", "name each column once"));
        return names.stream().map(YamlText::value).toList();
    }

    private static char character(YamlMapping keys, String key, char otherwise) {
        Optional<YamlText> text = keys.find(key).flatMap(YamlNode::literal);
        if (text.isEmpty()) {
            return otherwise;
        }
        String value = text.get().value();
        if (value.length() != 1 || value.charAt(0) >= 0x7f || value.equals("\n") || value.equals("\r")) {
            text.get()
                    .problem(
                            "it has to be one character of ASCII that ends no line",
                            "write it in quotes, such as \";\" or \"\\t\"");
            return otherwise;
        }
        return value.charAt(0);
    }

    private static String encoding(YamlMapping keys) {
        return keys.text("encoding", "UTF-8").parsed(FilesSection::charset, CsvForm.DEFAULT.encoding());
    }

    private static String charset(String name) {
        try {
            return Charset.forName(name).name();
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "it is not a character set such as utf-8, windows-1252 or utf-16", unknown);
        }
    }

    private List<FileLocation> errors() {
        if (section.find("errors").isEmpty()) {
            return List.of();
        }
        return section.texts("errors").stream()
                .flatMap(text -> text.parsedOr(FileLocation::parse, LOCATION_FIX).stream())
                .toList();
    }
}
