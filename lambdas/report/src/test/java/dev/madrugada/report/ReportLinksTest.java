package dev.madrugada.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.aws.AwsClients;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportLinksTest {
    private static final ReportLinks LINKS = new ReportLinks(new AwsClients(Map.of()));

    @Test
    void linksToThePageOfTheDay(@TempDir Path lake) throws IOException {
        Path page = lake.resolve("reports/flights/dt=2001-01-01/report.html");
        Files.createDirectories(page.getParent());
        Files.writeString(page, "<!DOCTYPE html>");

        ReportLink link = LINKS.of(lake.toUri(), "flights", SampleNights.DAY);

        assertThat(link.url()).isEqualTo(page.toUri());
        assertThat(link.expiresAt()).isEqualTo("never");
    }

    @Test
    void rejectsADayWithoutReport(@TempDir Path lake) {
        URI root = lake.toUri();
        assertThatThrownBy(() -> LINKS.of(root, "flights", SampleNights.DAY))
                .hasMessageStartingWith("InputMissing: file:")
                .hasMessageContaining(
                        "reports/flights/dt=2001-01-01/report.html: no report of flights exists for 2001-01-01");
    }
}
