package dev.madrugada.cli.deploy;

import java.util.List;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** What a first night needs beside the stack and its datasets. */
@FunctionalInterface
interface FirstNight {
    /**
     * Prepares what is missing, and answers one line for each thing that was done, and for each that is left to a person.
     * Nothing is done twice.
     */
    List<String> prepare(Stack stack, Environment environment);
}
