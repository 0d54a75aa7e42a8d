package dev.madrugada.common.contract;

import dev.madrugada.common.contract.FieldPath.Element;
import dev.madrugada.common.contract.FieldPath.Field;
import dev.madrugada.common.contract.FieldPath.Index;
import dev.madrugada.common.contract.FieldPath.Position;
import dev.madrugada.common.contract.FieldPath.Step;
import dev.madrugada.common.contract.FieldPath.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the text of a {@link FieldPath} from left to right. Use an instance once. */
final class FieldPathParser {
    private static final Pattern NAME = Pattern.compile("[^.\\[\\]\"]+");
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"]|\"\")*)\"");
    private static final Pattern BRACKETS = Pattern.compile("\\[(0|-?[1-9][0-9]{0,8}|#|)]");

    private final String text;
    private int at;

    FieldPathParser(String text) {
        this.text = text;
    }

    FieldPath parsed() {
        if (text.equals("*")) {
            return FieldPath.UNKNOWN_FIELDS;
        }
        List<Step> steps = new ArrayList<>();
        steps.add(startsWithWhole() ? whole() : field());
        while (at < text.length()) {
            if (text.charAt(at) == '[') {
                steps.add(element());
            } else if (text.charAt(at) == '.') {
                at++;
                steps.add(field());
            } else {
                throw invalid("after a quoted name or a bracket comes '.' or '['");
            }
        }
        return new FieldPath(steps);
    }

    private boolean startsWithWhole() {
        return text.equals("$") || text.startsWith("$[");
    }

    private Whole whole() {
        at = 1;
        return new Whole();
    }

    private Field field() {
        Matcher quoted = matcherAt(QUOTED);
        if (quoted.lookingAt()) {
            at = quoted.end();
            return new Field(quoted.group(1).replace("\"\"", "\""));
        }
        Matcher name = matcherAt(NAME);
        if (!name.lookingAt()) {
            throw invalid(
                    at < text.length() && text.charAt(at) == '"'
                            ? "a quote is not closed"
                            : "a field's name is missing");
        }
        if (name.group().equals("*") || (at == 0 && name.group().equals("$"))) {
            throw invalid("'" + name.group() + "' is a field's name only in quotes: a path starts at the payload's"
                    + " object without '$', and names each field");
        }
        at = name.end();
        return new Field(name.group());
    }

    private Step element() {
        Matcher brackets = matcherAt(BRACKETS);
        if (!brackets.lookingAt()) {
            throw invalid("brackets contain an element's number from 0, or a negative one that counts from the end; []"
                    + " is the current element of rows, [#] its number");
        }
        at = brackets.end();
        String inside = brackets.group(1);
        if (inside.isEmpty()) {
            return new Element();
        }
        return inside.equals("#") ? new Position() : new Index(Integer.parseInt(inside));
    }

    private Matcher matcherAt(Pattern pattern) {
        return pattern.matcher(text).region(at, text.length());
    }

    private IllegalArgumentException invalid(String why) {
        return new IllegalArgumentException("it is not a path of field names separated by dots: " + why);
    }
}
