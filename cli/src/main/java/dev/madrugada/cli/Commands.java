package dev.madrugada.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes commands: those that need the process's environment are given it. */
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
