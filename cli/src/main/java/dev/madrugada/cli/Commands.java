package dev.madrugada.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Creates the command objects; a command that needs the process's environment gets it by its constructor. */
record Commands(Map<String, String> environment) implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
        try {
            return type.getConstructor(Map.class).newInstance(environment);
        } catch (NoSuchMethodException takesNothing) {
            return CommandLine.defaultFactory().create(type);
        }
    }
}
