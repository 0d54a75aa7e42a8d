package dev.madrugada.benchmarks.transform;

import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** The command's arguments. Without a scenario it is {@link Scenario#SPEED}. */
record Arguments(Sizes sizes, Set<Scenario> scenarios) {
    static final String USAGE = "usage: benchmarks/transform.sh [--reduced] [--events N] [--rounds N]"
            + " [speed] [heap] [scale] [days] [skew] [cluster] [compare]";

    /** @throws IllegalArgumentException if an argument is unknown or has no valid value */
    static Arguments parse(List<String> args) {
        Sizes sizes = args.contains("--reduced") ? Sizes.REDUCED : Sizes.WHOLE;
        Set<Scenario> scenarios = EnumSet.noneOf(Scenario.class);
        for (Iterator<String> rest = args.iterator(); rest.hasNext(); ) {
            String arg = rest.next();
            switch (arg) {
                case "--reduced" -> {}
                case "--events" -> sizes = sizes.withEvents(number(rest));
                case "--rounds" -> sizes = sizes.withRounds((int) number(rest));
                default ->
                    scenarios.add(
                            Scenario.parse(arg).orElseThrow(() -> new IllegalArgumentException("unknown: " + arg)));
            }
        }
        return new Arguments(sizes, scenarios.isEmpty() ? EnumSet.of(Scenario.SPEED) : scenarios);
    }

    private static long number(Iterator<String> rest) {
        String text = rest.hasNext() ? rest.next() : "";
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("not a number from 1 to 999999999: '" + text + "'");
        }
        return Long.parseLong(text);
    }
}
