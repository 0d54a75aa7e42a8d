package dev.madrugada.common.contract;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A path from a payload's root to a value: field names and positions in arrays, such as {@code geometry.coordinates[0]}.
 *
 * @param steps in order from the root; empty for the whole payload
 */
public record FieldPath(List<Step> steps) implements Serializable {
    /** The path of the column that collects the fields that no column reads: {@code *}. */
    public static final FieldPath UNKNOWN_FIELDS = new FieldPath(List.of());

    /** The payload as a whole, if its objects make the rows: {@code $}. */
    public static final FieldPath PAYLOAD = new FieldPath(List.of(new Whole()));

    /** One step of a path. */
    public sealed interface Step extends Serializable permits Whole, Field, Index, Element, Position {}

    /** The payload as a whole, an array of objects or objects one after the other: {@code $}. */
    public record Whole() implements Step {
        @Override
        public String toString() {
            return "$";
        }
    }

    /** The field with that name of an object. */
    public record Field(String name) implements Step {
        private static final String PLAIN = "(?![*$]$)[^.\\[\\]\"]+";

        @Override
        public String toString() {
            return name.matches(PLAIN) ? name : '"' + name.replace("\"", "\"\"") + '"';
        }
    }

    /**
     * An element of an array.
     *
     * @param number counted from 0; a negative one counts from the end, -1 is the last element
     */
    public record Index(int number) implements Step {
        @Override
        public String toString() {
            return "[" + number + "]";
        }
    }

    /** The current element of the array that makes the rows: {@code []}. */
    public record Element() implements Step {
        @Override
        public String toString() {
            return "[]";
        }
    }

    /** The current element's position in the array that makes the rows, counted from 0: {@code [#]}. */
    public record Position() implements Step {
        @Override
        public String toString() {
            return "[#]";
        }
    }

    public FieldPath {
        steps = List.copyOf(steps);
    }

    /** The path of plain field names. */
    public static FieldPath of(String... names) {
        return new FieldPath(
                java.util.Arrays.stream(names).<Step>map(Field::new).toList());
    }

    /**
     * Parses a path such as {@code items[0].sku}. A name with a dot, a bracket or a quote is in quotes, in which a quote is
     * doubled: {@code "geo.lat"}.
     *
     * @throws IllegalArgumentException if the text is not a path; the message says why
     */
    public static FieldPath parse(String text) {
        return new FieldPathParser(text).parsed();
    }

    /** The same path from the current one of the payload's objects, which make the rows: {@code $[].} and the path. */
    FieldPath inObjectOfPayload() {
        List<Step> below = new ArrayList<>(List.of(new Whole(), new Element()));
        below.addAll(steps);
        return new FieldPath(below);
    }

    /** Whether the path leads to the current element of the array that makes the rows, or into it. */
    public boolean isBelowRows() {
        return steps.stream().anyMatch(step -> step instanceof Element || step instanceof Position);
    }

    /** Whether the path is {@code other}, or leads into it. */
    public boolean startsWith(FieldPath other) {
        return steps.size() >= other.steps.size()
                && steps.subList(0, other.steps.size()).equals(other.steps);
    }

    /** The form in a contract. */
    @Override
    public String toString() {
        if (equals(UNKNOWN_FIELDS)) {
            return "*";
        }
        StringBuilder path = new StringBuilder();
        for (Step step : steps) {
            path.append(step instanceof Field && path.length() > 0 ? "." : "").append(step);
        }
        return path.toString();
    }
}
