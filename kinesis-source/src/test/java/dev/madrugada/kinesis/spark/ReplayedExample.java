package dev.madrugada.kinesis.spark;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Runs the calls of an example in Scala or Python on the objects of this JVM, as Py4J does for PySpark. An example is a
 * list of statements, separated by empty lines: chains of calls with texts as arguments, of which one may be assigned to
 * a name. A member without parentheses is a call without arguments.
 */
final class ReplayedExample {
    private static final Pattern ASSIGNMENT = Pattern.compile("(?s)(?:val )?(\\w+) = (.*)");
    private static final Pattern CALL = Pattern.compile("\\.(\\w+)(?:\\(([^)]*(?:\\(.*?\\)[^)]*)*)\\))?");
    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");

    private final Map<String, Object> names = new HashMap<>();

    ReplayedExample(String name, Object value) {
        names.put(name, value);
    }

    void run(String code) throws ReflectiveOperationException {
        for (String statement : code.strip().split("\\n\\s*\\n", -1)) {
            var assignment = ASSIGNMENT.matcher(statement);
            String expression = assignment.matches() ? assignment.group(2) : statement;
            Object value = value(expression.strip());
            if (assignment.matches()) {
                names.put(assignment.group(1), value);
            }
        }
    }

    private Object value(String given) throws ReflectiveOperationException {
        String expression = given.startsWith("(") ? given.substring(1, given.lastIndexOf(')')) : given;
        // Texts are replaced by their numbers, because a text may contain dots and parentheses.
        List<String> texts =
                TEXT.matcher(expression).results().map(text -> text.group(1)).toList();
        int[] number = {0};
        String chain = TEXT.matcher(expression)
                .replaceAll(text -> String.valueOf(number[0]++))
                .replaceAll("\\s+", "");
        int first = chain.indexOf('.');
        Object on = Objects.requireNonNull(names.get(chain.substring(0, first)), chain);
        int end = first;
        for (MatchResult call :
                CALL.matcher(chain).region(first, chain.length()).results().toList()) {
            if (call.start() != end) {
                throw new IllegalArgumentException("cannot run " + chain.substring(end));
            }
            end = call.end();
            List<Object> arguments = new ArrayList<>();
            if (call.group(2) != null && !call.group(2).isEmpty()) {
                for (String argument : call.group(2).split(",", -1)) {
                    arguments.add(texts.get(Integer.parseInt(argument)));
                }
            }
            on = called(on, call.group(1), arguments);
        }
        if (end != chain.length()) {
            throw new IllegalArgumentException("cannot run " + chain.substring(end));
        }
        return on;
    }

    /** Returns the object itself for a method that returns nothing. */
    private static Object called(Object on, String name, List<Object> texts) throws ReflectiveOperationException {
        for (Method method : on.getClass().getMethods()) {
            Class<?>[] types = method.getParameterTypes();
            boolean takesEach =
                    types.length == texts.size() && Arrays.stream(types).allMatch(type -> type == String.class);
            boolean takesAll = types.length == 1 && types[0] == String[].class && !texts.isEmpty();
            if (method.getName().equals(name) && (takesEach || takesAll)) {
                Object[] arguments = takesEach ? texts.toArray() : new Object[] {texts.toArray(String[]::new)};
                Object result = method.invoke(on, arguments);
                return result == null ? on : result;
            }
        }
        throw new NoSuchMethodException(on.getClass().getName() + "." + name + " with " + texts.size() + " texts");
    }
}
