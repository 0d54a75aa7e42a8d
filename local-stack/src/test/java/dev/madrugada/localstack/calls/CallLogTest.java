package dev.madrugada.localstack.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallLogTest {
    @Test
    void writesEachCallOnceWithItsConditionKeys(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("calls.tsv");
        CallLog calls = new CallLog(Optional.of(file));
        calls.add("load", "s3:GetObject", "arn:aws:s3:::b/with space");
        calls.add("load", "s3:GetObject", "arn:aws:s3:::b/with space");
        calls.add("gate", "s3:ListBucket", "arn:aws:s3:::b", Map.of("s3:prefix", "", "s3:delimiter", "/"));
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "load\ts3:GetObject\tarn:aws:s3:::b/with space",
                        "gate\ts3:ListBucket\tarn:aws:s3:::b\ts3:delimiter=/\ts3:prefix=");
    }

    @Test
    void onlyAccessKeysOfRolesAreRecordedAndOnlyWithAFile(@TempDir Path folder) {
        CallLog calls = new CallLog(Optional.of(folder.resolve("calls.tsv")));
        assertThat(calls.role("madrugada-glue-runner")).contains("glue-runner");
        assertThat(calls.role("local-stack")).isEmpty();
        assertThat(new CallLog(Optional.empty()).role("madrugada-load")).isEmpty();
    }
}
