package dev.madrugada.runner.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.runner.task.TaskInput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Triggers and mails, and the names of crawlers and triggers. */
class OtherStepsTest {
    private static final String MAIL = "{\"From\": \"a@b.c\", \"To\": [%s], \"Subject\": \"s\", \"Text\": \"t\"%s}";

    private final List<Mails.Message> sent = new ArrayList<>();
    private final MailStep mail = new MailStep(message -> {
        sent.add(message);
        return Start.started("m-1");
    });
    private final Triggers triggers = new Triggers();
    private final TriggerStep trigger = new TriggerStep(triggers);

    @Test
    void aTriggerThatHasStartedAJobSinceTheTaskWasTakenIsStarted() {
        TaskInput input = Inputs.of("trigger", "{\"Name\": \"hourly\"}");
        triggers.startedAt = Inputs.TAKEN.minusSeconds(1);
        assertThat(trigger.find(Inputs.CLAIM, input)).isEmpty();

        triggers.startedAt = Inputs.TAKEN;
        assertThat(trigger.find(Inputs.CLAIM, input)).contains("hourly");
        assertThat(trigger.progress(Inputs.CLAIM, input, "hourly"))
                .isEqualTo(Progress.succeeded("{\"Name\":\"hourly\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"Name\": \" \"}", "{\"Name\": 1}", "{\"Name\": \"a\", \"More\": 1}"})
    void aCrawlerAndATriggerHaveANameAlone(String work) {
        assertThatThrownBy(() -> trigger.check(Inputs.of("trigger", work)))
                .hasMessageStartingWith("InvalidArguments: the task's parameters: trigger has another form than");
        assertThatThrownBy(() -> new CrawlerStep(new NoCrawlers()).check(Inputs.of("crawler", work)))
                .hasMessageStartingWith("InvalidArguments: the task's parameters: crawler has another form than");
    }

    @Test
    void aMailIsSentToAll() {
        TaskInput input = Inputs.of("mail", MAIL.formatted("\"x@y.z\", \"u@v.w\"", ""));

        mail.check(input);

        assertThat(mail.find(Inputs.CLAIM, input)).isEmpty();
        assertThat(mail.start(Inputs.CLAIM, input)).isEqualTo(Start.started("m-1"));
        assertThat(sent).containsExactly(new Mails.Message("a@b.c", List.of("x@y.z", "u@v.w"), "s", "t"));
        assertThat(mail.progress(Inputs.CLAIM, input, "m-1")).isEqualTo(Progress.succeeded("{\"MessageId\":\"m-1\"}"));
    }

    @Test
    void aMailHasAtMostFiftyRecipients() {
        assertThatCode(() -> mail.check(mailTo(50))).doesNotThrowAnyException();
        assertThatThrownBy(() -> mail.check(mailTo(51)))
                .hasMessageStartingWith("InvalidArguments: the task's parameters: mail has another form than");
    }

    private static TaskInput mailTo(int recipients) {
        return Inputs.of("mail", MAIL.formatted(String.join(", ", Collections.nCopies(recipients, "\"x@y.z\"")), ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"From\": \"a@b.c\", \"To\": [\"x@y.z\"], \"Subject\": \" \", \"Text\": \"t\"}",
                "{\"From\": \"a@b.c\", \"To\": [\"x@y.z\"], \"Subject\": \"s\", \"Test\": \"t\"}",
                "{\"From\": \"a@b.c\", \"To\": [\"\"], \"Subject\": \"s\", \"Text\": \"t\"}",
                "{\"From\": \"a@b.c\", \"To\": [], \"Subject\": \"s\", \"Text\": \"t\"}",
                "{\"From\": \"a@b.c\", \"To\": [\"x@y.z\"], \"Subject\": \"s\", \"Text\": \"t\", \"Html\": \"h\"}"
            })
    void aMailOfAnotherFormIsRefused(String work) {
        assertThatThrownBy(() -> mail.check(Inputs.of("mail", work)))
                .hasMessageStartingWith("InvalidArguments: the task's parameters: mail has another form than");
    }

    private static final class Triggers implements GlueTriggers {
        private Instant startedAt = Instant.EPOCH;

        @Override
        public Start start(String name) {
            return Start.started(name);
        }

        @Override
        public boolean hasStarted(String name, Instant since) {
            return !startedAt.isBefore(since);
        }
    }

    private static final class NoCrawlers implements GlueCrawlers {
        @Override
        public List<Crawl> crawls(String crawler) {
            return List.of();
        }

        @Override
        public Start start(String crawler) {
            throw new IllegalStateException(crawler);
        }

        @Override
        public void stop(String crawler) {
            throw new IllegalStateException(crawler);
        }
    }
}
