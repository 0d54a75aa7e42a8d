package dev.madrugada.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentTypeTest {
    @ParameterizedTest
    @CsvSource({
        "runs/flights/2001-01-01/ingest.json, application/json",
        "loads/flights/dt=2001-01-01/generation-1.manifest, application/json",
        "reports/flights/dt=2001-01-01/report.html, text/html; charset=utf-8",
        "reports/flights/dt=2001-01-01/report.csv, text/csv; charset=utf-8",
        "datasets/flights/quality.dqdl, application/octet-stream",
        "datasets/flights.json/README, application/octet-stream"
    })
    void dependsOnTheExtension(String key, String type) {
        assertThat(ContentType.of(URI.create("s3://bucket/" + key))).isEqualTo(type);
    }
}
