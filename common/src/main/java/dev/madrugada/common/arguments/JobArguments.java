package dev.madrugada.common.arguments;

/** The arguments of one job: those that every job takes, and the job's own. */
public interface JobArguments {
    StageArguments stage();
}
