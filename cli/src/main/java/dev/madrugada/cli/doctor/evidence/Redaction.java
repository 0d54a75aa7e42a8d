package dev.madrugada.cli.doctor.evidence;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Replaces what names an account: ARNs, account and resource ids, hosts, addresses, and the names that were given. */
public final class Redaction {
    private static final int SHORTEST_NAME = 4;

    private record Rule(Pattern pattern, String replacement) {}

    private static final List<Rule> RULES = List.of(
            rule("arn:[A-Za-z0-9-]+:[^\\s\"',;)<\\]]+", "<arn>"),
            rule("[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+", "<mail>"),
            rule("[A-Za-z0-9.-]+\\.(amazonaws|aws)\\.[a-z.]+", "<host>"),
            rule("\\b(AKIA|ASIA|AIDA|AROA)[A-Z0-9]{8,}\\b", "<access key>"),
            rule("\\b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\\b", "<id>"),
            rule("\\b(jr_[0-9a-f]+|(subnet|vpc|vpce|sg|rtb|eni|nat|igw)-[0-9a-z]+)\\b", "<id>"),
            rule("\\bs3a?://[^\\s\"',;)]+", "<uri>"),
            rule("\\b\\d{12}\\b", "<account>"),
            rule("\\b\\d{1,3}(\\.\\d{1,3}){3}\\b", "<address>"));

    private final List<String> names;

    /**
     * A redaction that also knows names.
     *
     * @param names texts that are replaced wherever they are: names of buckets, streams, roles, hosts, users, passwords
     */
    public Redaction(Set<String> names) {
        Set<String> longEnough = new TreeSet<>(names);
        longEnough.removeIf(name -> name.length() < SHORTEST_NAME);
        // The longest first: one name may contain another.
        this.names = longEnough.stream()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static Rule rule(String pattern, String replacement) {
        return new Rule(Pattern.compile(pattern), replacement);
    }

    public String of(String text) {
        String redacted = text;
        for (Rule rule : RULES) {
            redacted = rule.pattern().matcher(redacted).replaceAll(rule.replacement());
        }
        for (String name : names) {
            redacted = redacted.replace(name, "<name>");
        }
        return redacted;
    }
}
