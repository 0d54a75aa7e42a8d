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
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/**
 * AWS's prices in US dollars, and the assumptions about AWS that nothing here has measured, by name. Each has a source,
 * which says whether the value is verified.
 */
record Prices(Map<String, Double> values, Map<String, PriceSource> sources) {
    private static final String DEFAULTS = "prices.properties";

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
        Map<String, PriceSource> changedSources = new TreeMap<>(sources);
        for (String name : given.stringPropertyNames()) {
            String text = given.getProperty(name).strip();
            if (PriceSource.isPart(name)) {
                continue;
            }
            if (!values.containsKey(name)) {
                problems.add("'" + name + "' is no price");
            } else if (!text.matches("\\d+(\\.\\d+)?")) {
                problems.add(name + " is no positive number: '" + text + "'");
            } else {
                changed.put(name, Double.valueOf(text));
                changedSources.put(name, PriceSource.given(name, given, String.valueOf(file.getFileName())));
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
        Map<String, PriceSource> sources = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (!PriceSource.isPart(name)) {
                values.put(name, Double.valueOf(properties.getProperty(name)));
                sources.put(name, PriceSource.of(name, properties));
            }
        }
        return new Prices(values, sources);
    }

    /** The names of the values that no source confirms, in order. */
    List<String> unverified() {
        return new TreeMap<>(sources)
                .entrySet().stream()
                        .filter(source -> source.getValue().status() == PriceSource.Status.UNVERIFIED)
                        .map(Map.Entry::getKey)
                        .toList();
    }

    PriceSource source(String name) {
        return Objects.requireNonNull(sources.get(name), name);
    }

    double get(String name) {
        Double value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no price " + name);
        }
        return value;
    }
}
