package dev.madrugada.localstack.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The query parameters of an admin request. A parameter of the wrong type leads to a ValidationException. */
public record Query(Map<String, String> parameters) {

    public Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    public String requiredText(String name) throws ServiceException {
        return text(name).orElseThrow(() -> ServiceException.validation(name + " is missing"));
    }

    public OptionalLong number(String name) throws ServiceException {
        String value = parameters.get(name);
        if (value == null) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(value));
        } catch (NumberFormatException e) {
            throw ServiceException.validation(name + " is not a number: " + value);
        }
    }

    /** A number that must be present and within these bounds, both inclusive. */
    public long requiredNumber(String name, long minimum, long maximum) throws ServiceException {
        long value = number(name).orElseThrow(() -> ServiceException.validation(name + " is missing"));
        if (value < minimum || value > maximum) {
            throw ServiceException.validation(name + " must be within " + minimum + ".." + maximum + ": " + value);
        }
        return value;
    }

    public Instant requiredInstant(String name) throws ServiceException {
        String value = requiredText(name);
        try {
            return Instant.parse(value);
        } catch (DateTimeException e) {
            throw ServiceException.validation(name + " is not an instant like 2001-01-02T02:00:00Z: " + value);
        }
    }

    /** A boolean; any value other than true and false is rejected. */
    public boolean flag(String name) throws ServiceException {
        String value = parameters.getOrDefault(name, "");
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ServiceException.validation(name + " must be true or false: " + value);
        };
    }
}
