package dev.madrugada.ingest.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilePatternTest {
    @ParameterizedTest
    @CsvSource({
        "s3://bucket/p/, s3://bucket/p/a/b.json, true",
        "s3://bucket/p/, s3://bucket/p/a/, false",
        "s3://bucket/p/, s3://bucket/pq/a, false",
        "s3://bucket/p/*.gz, s3://bucket/p/a.gz, true",
        "s3://bucket/p/*.gz, s3://bucket/p/a/b.gz, false",
        "s3://bucket/p/**.gz, s3://bucket/p/a/b.gz, true",
        "s3://bucket/p/**/x-?.gz, s3://bucket/p/x-1.gz, true",
        "s3://bucket/p/**/x-?.gz, s3://bucket/p/a/b/x-1.gz, true",
        "s3://bucket/p/**/x-?.gz, s3://bucket/p/a/b/y-x-1.gz, false",
        "s3://bucket/p/a.csv, s3://bucket/p/a.csv, true",
        "s3://bucket/p/a.csv, s3://bucket/p/axcsv, false",
        "s3://bucket/{yyyy}/{HH}/errors/, s3://bucket/2001/05/errors/x, true",
        "s3://bucket/p/, s3://other/p/a, false",
        "file:///data/a b/*, file:/data/a%20b/c, true"
    })
    void matchesObjectsByTheirPath(String location, String object, boolean isMatch) {
        assertThat(FilePattern.of(location).matches(URI.create(object))).isEqualTo(isMatch);
    }

    @Test
    void listsFromTheLongestLiteralPart() {
        FilePattern pattern = FilePattern.of("s3://bucket/data of 2001/part-*.gz");

        assertThat(pattern.prefix()).isEqualTo(URI.create("s3://bucket/data%20of%202001/part-"));
        assertThat(pattern.folder()).isEqualTo(URI.create("s3://bucket/data%20of%202001/"));
    }
}
