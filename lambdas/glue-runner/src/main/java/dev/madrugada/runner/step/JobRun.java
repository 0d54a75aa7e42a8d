package dev.madrugada.runner.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.common.failure.JobRunState;
import java.time.Instant;
import java.util.Optional;

/**
 * A run of a Glue job.
 *
 * @param state empty for a state that AWS added later
 * @param json the JobRun with Glue's own names of the fields
 */
public record JobRun(String id, Optional<JobRunState> state, String errorMessage, Instant startedOn, ObjectNode json) {}
