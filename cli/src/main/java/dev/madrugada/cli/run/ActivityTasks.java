package dev.madrugada.cli.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.cli.run.StateMachineProcess.Task;
import dev.madrugada.cli.run.StateMachineProcess.TaskException;
import dev.madrugada.night.machine.NightStage;

/**
 * The tasks of the glue-runner's activity: schedules them in the local stack's Step Functions and waits for their
 * answers. Creates what the runner needs: the activity, the Glue jobs, the table of claims, and the runner's process.
 */
final class ActivityTasks {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "madrugada-glue-runner";

    private final StackClient stack;
    private final String activity;
    private final GlueWorker worker;

    private ActivityTasks(StackClient stack, String activity, GlueWorker worker) {
        this.stack = stack;
        this.activity = activity;
        this.worker = worker;
    }

    static ActivityTasks started(StageResources resources, StackClient stack, GlueWorker.Jobs jobs) {
        String activity = stack.createActivity(NAME);
        for (NightStage stage : NightStage.ofNight()) {
            if (stage.runner() == NightStage.Runner.JOB) {
                stack.createJob(placeholder(stage));
            }
        }
        GlueWorker worker = new GlueWorker(stack, jobs);
        worker.start();
        GlueRunnerProcess.start(resources, stack.createTable(GlueRunnerProcess.TABLE, "claim"), activity);
        return new ActivityTasks(stack, activity, worker);
    }

    /** The name of a stage's job, as a deployment would replace it. */
    private static String placeholder(NightStage stage) {
        return "${" + stage.state() + "Job}";
    }

    /** Waits for the answer to a task. */
    JsonNode run(Task task) throws TaskException {
        JsonNode answer = stack.activityTask(activity, task.parameters(), task.timeout(), task.heartbeat());
        if (answer.has("error")) {
            throw new TaskException(
                    answer.path("error").asText(), answer.path("cause").asText());
        }
        try {
            return JSON.readTree(answer.path("output").asText());
        } catch (JsonProcessingException noJson) {
            throw new TaskException("States.Runtime", "the output of a task is no JSON");
        }
    }

    /** Takes no more orders of Glue. The runner's process ends with the run. */
    void stop() {
        worker.stop();
    }
}
