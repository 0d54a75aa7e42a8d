package dev.madrugada.common.arguments;

/** The arguments of one job: the arguments of every stage, and the job's own. */
public interface JobArguments {
    StageArguments stage();
}
