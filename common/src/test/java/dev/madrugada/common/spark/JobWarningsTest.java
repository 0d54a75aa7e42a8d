package dev.madrugada.common.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.lake.InMemoryObjectStore;
import dev.madrugada.common.run.Findings;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.run.RunWarning;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.StageRun;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.Test;

/** The log of a job has its warnings, because an alarm of the deployment counts the code ShortRetention in it. */
class JobWarningsTest {
    private static final String WARNING =
            "WARN event=warning code=ShortRetention subject=stream flights message=it keeps records for 24 hours";

    @Test
    void aWarningIsLoggedOnceForTheWorkThatFoundIt() {
        assertThat(logged(StageRun.Disposition.DONE)).containsExactly(WARNING);
        assertThat(logged(StageRun.Disposition.SKIPPED)).isEmpty();
    }

    private static List<String> logged(StageRun.Disposition disposition) {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        Logger log = (Logger) LogManager.getLogger(JobRunner.class);
        Appender memory = new AbstractAppender("memory", null, null, true, Property.EMPTY_ARRAY) {
            @Override
            public void append(LogEvent event) {
                lines.add(event.getLevel() + " " + event.getMessage().getFormattedMessage());
            }
        };
        memory.start();
        log.addAppender(memory);
        Level before = log.getLevel();
        Configurator.setLevel(log.getName(), Level.WARN);
        try {
            JobRunner.run(
                    StageName.INGEST,
                    "--dataset s3://b/d --date 2001-01-01 --lake s3://b/lake --run-id r".split(" "),
                    StageArguments::parse,
                    (arguments, context) -> new StageRun.Result(runRecord(), disposition),
                    environment -> new InMemoryObjectStore());
        } finally {
            log.removeAppender(memory);
            Configurator.setLevel(log.getName(), before);
        }
        return lines;
    }

    private static RunRecord runRecord() {
        Instant now = Instant.parse("2001-01-02T02:00:00Z");
        return new RunRecord(
                RunRecord.VERSION,
                StageName.INGEST,
                "flights",
                LocalDate.parse("2001-01-01"),
                "r",
                Map.of(),
                Map.of(),
                List.of(),
                Map.of(),
                Map.of(),
                List.of(),
                new Findings(
                        List.of(),
                        List.of(new RunWarning("ShortRetention", "stream flights", "it keeps records for 24 hours"))),
                now,
                now,
                0);
    }
}
