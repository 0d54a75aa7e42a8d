package dev.madrugada.runner.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobRequestTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void everyFieldIsRead() {
        JobRequest request = parsed("""
            {"JobName": "j", "Arguments": {"--a": "b"}, "WorkerType": "G.1X", "NumberOfWorkers": 1, "Timeout": 350,
             "GlueVersion": "5.1", "NotificationProperty": {"NotifyDelayAfter": 5}, "ExecutionClass": "FLEX",
             "SecurityConfiguration": "s"}\
            """);

        assertThat(request.jobName()).isEqualTo("j");
        assertThat(request.arguments()).isEqualTo(Map.of("--a", "b"));
        assertThat(request.workerType()).contains("G.1X");
        assertThat(request.numberOfWorkers()).hasValue(1);
        assertThat(request.maxCapacity()).isEmpty();
        assertThat(request.timeout()).hasValue(350);
        assertThat(request.glueVersion()).contains("5.1");
        assertThat(request.notifyDelayAfter()).hasValue(5);
        assertThat(request.executionClass()).contains("FLEX");
        assertThat(request.securityConfiguration()).contains("s");
        assertThat(parsed("{\"JobName\": \"j\", \"MaxCapacity\": 0.5}").maxCapacity())
                .hasValue(0.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                       | job.JobName is missing",
                "{\"JobName\": \" \"}                                     | job.JobName is no text",
                "{\"JobName\": 1}                                         | job.JobName is no text",
                "{\"JobName\": \"j\", \"Jobname\": \"k\"}                 | job.Jobname is not known",
                "{\"JobName\": \"j\", \"Arguments\": []}                  | job.Arguments is no JSON object",
                "{\"JobName\": \"j\", \"Arguments\": {\"a\": \"b\"}}      | job.Arguments has a: a name begins",
                "{\"JobName\": \"j\", \"Arguments\": {\"--claim\": \"\"}} | job.Arguments has --claim: a name",
                "{\"JobName\": \"j\", \"Arguments\": {\"--a\": 1}}        | job.Arguments.--a is no text",
                "{\"JobName\": \"j\", \"Timeout\": 0}                     | job.Timeout is no count from 1",
                "{\"JobName\": \"j\", \"Timeout\": \"5\"}                 | job.Timeout is no count from 1",
                "{\"JobName\": \"j\", \"Timeout\": 1.5}                   | job.Timeout is no count from 1",
                "{\"JobName\": \"j\", \"Timeout\": 4294967297}            | job.Timeout is no count from 1",
                "{\"JobName\": \"j\", \"MaxCapacity\": 0}                 | job.MaxCapacity is no number above 0",
                "{\"JobName\": \"j\", \"MaxCapacity\": \"1\"}             | job.MaxCapacity is no number above 0",
                "{\"JobName\": \"j\", \"MaxCapacity\": true}              | job.MaxCapacity is no number above 0",
                "{\"JobName\": \"j\", \"WorkerType\": \"G.1X\"}           | job has one of WorkerType and",
                "{\"JobName\": \"j\", \"NumberOfWorkers\": 2}             | job has one of WorkerType and",
                "{\"JobName\": \"j\", \"MaxCapacity\": 1, \"WorkerType\": \"G.1X\"}   | job has MaxCapacity and",
                "{\"JobName\": \"j\", \"MaxCapacity\": 1, \"NumberOfWorkers\": 2}     | job has MaxCapacity and",
                "{\"JobName\": \"j\", \"NotificationProperty\": {\"NotifyDelayAfter\": 0}}"
                        + " | job.NotifyDelayAfter is no count from 1"
            })
    void aWrongFieldIsNamed(String job, String problem) {
        assertThatThrownBy(() -> parsed(job))
                .hasMessageStartingWith("InvalidArguments: the task's parameters: ")
                .hasMessageContaining(problem);
    }

    @Test
    void aWrongNameIsNotMissingAsWell() {
        assertThatThrownBy(() -> parsed("{\"JobName\": \" \"}")).hasMessageNotContaining("is missing");
    }

    private static JobRequest parsed(String text) {
        return JobRequest.parse(json(text));
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new AssertionError(text, broken);
        }
    }
}
