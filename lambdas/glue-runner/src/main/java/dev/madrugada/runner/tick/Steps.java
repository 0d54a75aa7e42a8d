package dev.madrugada.runner.tick;

import dev.madrugada.runner.step.Step;
import dev.madrugada.runner.task.TaskInput;

/** The steps by kind. */
public record Steps(Step job, Step crawler, Step trigger, Step mail) {
    Step of(TaskInput.Kind kind) {
        return switch (kind) {
            case JOB -> job;
            case CRAWLER -> crawler;
            case TRIGGER -> trigger;
            case MAIL -> mail;
        };
    }
}
