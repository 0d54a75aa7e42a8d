package dev.madrugada.common.arguments;

/** The arguments of one job: those that every stage has, and its own. */
public interface JobArguments {
    StageArguments stage();
}
