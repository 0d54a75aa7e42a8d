package dev.madrugada.cli.doctor.check;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which checks are made.
 *
 * @param only names or beginnings of names; empty for all; what these checks need is made too
 * @param skip names or beginnings of names that are left out
 */
public record Selection(List<String> only, List<String> skip) {
    public static final Selection ALL = new Selection(List.of(), List.of());

    public Selection {
        only = List.copyOf(only);
        skip = List.copyOf(skip);
    }

    /** The checks that are made, in their order: the selected ones and those that these need, without the skipped ones. */
    List<Check> of(List<Check> checks) {
        Set<String> made = new HashSet<>();
        Set<String> needed = new HashSet<>();
        // A check comes after those that it needs.
        for (int i = checks.size() - 1; i >= 0; i--) {
            Check check = checks.get(i);
            boolean isSelected = only.isEmpty() || isNamed(check, only) || needed.contains(check.name());
            if (isSelected && !isNamed(check, skip)) {
                made.add(check.name());
                needed.addAll(check.needs());
            }
        }
        return checks.stream().filter(check -> made.contains(check.name())).toList();
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
