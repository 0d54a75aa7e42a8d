package dev.madrugada.localstack.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The parameters of an admin request; one of the wrong kind is a ValidationException. */
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

    /** A number that has to be there and in these bounds. */
    public long requiredNumber(String name, long least, long most) throws ServiceException {
        long value = number(name).orElseThrow(() -> ServiceException.validation(name + " is missing"));
        if (value < least || value > most) {
            throw ServiceException.validation(name + " is not in " + least + ".." + most + ": " + value);
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

    /** Whether it says true; anything but true and false is refused. */
    public boolean flag(String name) throws ServiceException {
        String value = parameters.getOrDefault(name, "");
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ServiceException.validation(name + " is neither true nor false: " + value);
        };
    }
}
