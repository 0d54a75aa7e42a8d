package dev.madrugada.cli.size;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * AWS's prices in US dollars, and the assumptions about AWS that nothing here has measured, by name. Each has a source;
 * a source that begins with {@code unverified} says that no page of AWS confirmed the value.
 */
record Prices(Map<String, Double> values, Map<String, String> sources) {
    private static final String DEFAULTS = "prices.properties";
    private static final String SOURCE = ".source";

    Prices {
        values = Map.copyOf(values);
        sources = Map.copyOf(sources);
    }

    /** The prices that this release has, with their sources. */
    static Prices defaults() {
        try (InputStream in = Prices.class.getResourceAsStream(DEFAULTS)) {
            if (in == null) {
                throw new IllegalStateException(DEFAULTS + " is not on the class path");
            }
            Properties properties = new Properties();
            properties.load(in);
            return of(properties);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * These prices with those of a file in their place.
     *
     * @throws dev.madrugada.common.error.TerminalException InvalidArguments if the file cannot be read, or has an unknown
     *     name or a value that is no positive number
     */
    Prices with(Path file) {
        Properties given = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            given.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw invalid(file, "it cannot be read: " + unreadable.getClass().getSimpleName());
        }
        List<String> problems = new ArrayList<>();
        Map<String, Double> changed = new TreeMap<>(values);
        Map<String, String> changedSources = new TreeMap<>(sources);
        for (String name : given.stringPropertyNames()) {
            String text = given.getProperty(name).strip();
            if (name.endsWith(SOURCE)) {
                continue;
            }
            if (!values.containsKey(name)) {
                problems.add("'" + name + "' is no price");
            } else if (!text.matches("\\d+(\\.\\d+)?")) {
                problems.add(name + " is no positive number: '" + text + "'");
            } else {
                changed.put(name, Double.valueOf(text));
                changedSources.put(name, given.getProperty(name + SOURCE, String.valueOf(file.getFileName())));
            }
        }
        if (!problems.isEmpty()) {
            throw invalid(file, String.join("; ", problems));
        }
        return new Prices(changed, changedSources);
    }

    private RuntimeException invalid(Path file, String what) {
        return Fault.of(ErrorCode.InvalidArguments)
                .at("--prices " + file)
                .what(what)
                .because("it must be a properties file of lines such as glue.dpu-hour=0.44")
                .fix("use these names: " + String.join(", ", new TreeMap<>(values).keySet()))
                .exception();
    }

    private static Prices of(Properties properties) {
        Map<String, Double> values = new TreeMap<>();
        Map<String, String> sources = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (!name.endsWith(SOURCE)) {
                values.put(name, Double.valueOf(properties.getProperty(name)));
                sources.put(name, properties.getProperty(name + SOURCE, "unverified"));
            }
        }
        return new Prices(values, sources);
    }

    double get(String name) {
        Double value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no price " + name);
        }
        return value;
    }
}
