package dev.madrugada.night.tests.policy;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A condition of a statement: an operator, a key, and the values of which one must match. Only the operators that the
 * template uses are known; for any other the evaluation fails.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">
 *     the operators</a>
 */
record Condition(String operator, String key, List<String> values) {
    private static final String FOR_ALL = "ForAllValues:";
    private static final String IF_EXISTS = "IfExists";

    Condition {
        values = List.copyOf(values);
    }

    boolean isMet(Map<String, String> keys) {
        if (!keys.containsKey(key)) {
            return operator.startsWith(FOR_ALL) || operator.endsWith(IF_EXISTS);
        }
        String value = Objects.requireNonNull(keys.get(key));
        String comparison = operator.replace(FOR_ALL, "").replace(IF_EXISTS, "");
        return switch (comparison) {
            case "StringEquals" -> values.contains(value);
            case "StringLike" -> values.stream().anyMatch(pattern -> Wildcard.matches(pattern, value));
            default -> throw new IllegalArgumentException("no evaluation of the operator " + operator);
        };
    }
}
