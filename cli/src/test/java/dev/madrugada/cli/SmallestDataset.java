package dev.madrugada.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Creates the folder of the smallest dataset in docs/dataset.md. */
public final class SmallestDataset {
    private static final Map<String, String> FILE_OF_LANGUAGE =
            Map.of("yaml", "dataset.yaml", "dqdl", "quality.dqdl", "sql", "report.sql");

    private SmallestDataset() {}

    /** Writes each code block of the section into the file that belongs to the block's language. */
    public static Path in(Path folder) throws IOException {
        String docs = Files.readString(Path.of(System.getProperty("madrugada.root"), "docs", "dataset.md"));
        String section = docs.substring(docs.indexOf("## The smallest contract"), docs.indexOf("## Every key"));
        Matcher block = Pattern.compile("```(\\w+)\n(.*?)```", Pattern.DOTALL).matcher(section);
        Files.createDirectories(folder);
        int written = 0;
        while (block.find()) {
            Files.writeString(folder.resolve(FILE_OF_LANGUAGE.get(block.group(1))), block.group(2));
            written++;
        }
        assertThat(written).as("blocks in the section").isEqualTo(FILE_OF_LANGUAGE.size());
        return folder;
    }
}
