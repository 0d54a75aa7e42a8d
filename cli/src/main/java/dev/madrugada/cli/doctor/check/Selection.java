package dev.madrugada.cli.doctor.check;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which checks are made.
 *
 * @param only names or beginnings of names; empty for all
 * @param skip names or beginnings of names that are left out
 */
public record Selection(List<String> only, List<String> skip) {
    public static final Selection ALL = new Selection(List.of(), List.of());

    public Selection {
        only = List.copyOf(only);
        skip = List.copyOf(skip);
    }

    boolean includes(Check check) {
        return (only.isEmpty() || isNamed(check, only)) && !isNamed(check, skip);
    }

    private static boolean isNamed(Check check, List<String> names) {
        return names.stream()
                .anyMatch(name -> check.name().equals(name) || check.name().startsWith(name + "-"));
    }

    /** The words that select no check, in order; usually they are mistyped. */
    public Set<String> unknown(Collection<Check> checks) {
        Set<String> unknown = new TreeSet<>(only);
        unknown.addAll(skip);
        unknown.removeIf(name -> checks.stream().anyMatch(check -> isNamed(check, List.of(name))));
        return unknown;
    }
}
