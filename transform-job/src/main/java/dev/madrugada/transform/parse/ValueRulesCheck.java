package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.contract.PayloadFormat;
import dev.madrugada.common.contract.SourceColumn;
import dev.madrugada.common.contract.ValueRules;
import dev.madrugada.common.contract.ValueRules.Replacement;
import dev.madrugada.common.contract.ValueRules.TimeForm;
import dev.madrugada.common.error.Problems;
import dev.madrugada.transform.expression.LimitedReplacement;
import dev.madrugada.transform.expression.UnusableExpressionException;
import dev.madrugada.transform.format.PayloadDecoder;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Checks the payload's schema and the value rules of its columns, without data, before anything is read. */
public final class ValueRulesCheck {
    private final Problems problems;

    private ValueRulesCheck(Problems problems) {
        this.problems = problems;
    }

    /**
     * Requires that a schema is Avro's and of a record, that every default and mapped value is a value of its column's type, that every pattern of times
     * determines a day, and that every regular expression can be compiled within the limits.
     *
     * @throws dev.madrugada.common.error.TerminalException InvalidContract, naming each column and what is wrong with it
     */
    public static void verify(DatasetContract contract) {
        Problems problems = new Problems();
        check(contract, problems);
        problems.throwIfAny();
    }

    /** Does the same check as {@link #verify}, but adds the problems to the given ones instead of throwing. */
    public static void check(DatasetContract contract, Problems problems) {
        ValueRulesCheck check = new ValueRulesCheck(problems);
        PayloadFormat format = contract.payload().format();
        if (format.schemaText() != null) {
            check.schema(format);
        }
        List<SourceColumn> columns = contract.payload().columns();
        for (int i = 0; i < columns.size(); i++) {
            if (!columns.get(i).column().type().isSemiStructured()) {
                check.column("payload.columns[" + i + "]", columns.get(i));
            }
        }
    }

    private void schema(PayloadFormat format) {
        try {
            PayloadDecoder.of(format);
        } catch (IllegalArgumentException invalid) {
            String file = format.schemaFile().orElse(DatasetFolder.CONTRACT);
            problems.add(ParseFaults.unusableSchema(file, String.valueOf(invalid.getMessage())));
        }
    }

    private void column(String key, SourceColumn source) {
        ValueRules rules = source.rules();
        boolean hasReadableTimes = true;
        for (int i = 0; i < rules.times().size(); i++) {
            Optional<String> problem = problem(rules.times().get(i));
            hasReadableTimes &= problem.isEmpty();
            String form = key + ".formats[" + i + "]";
            problem.ifPresent(why -> problems.add(ParseFaults.unusable(form, source, why)));
        }
        for (int i = 0; i < rules.replace().size(); i++) {
            replacement(key + ".replace[" + i + "]", source, rules.replace().get(i));
        }
        if (hasReadableTimes) {
            values(key, source);
        }
    }

    private void values(String key, SourceColumn source) {
        ValueRules rules = source.rules();
        ColumnType type = source.column().type();
        ContractValue values = new ContractValue(type, rules);
        if (rules.otherwise() != null) {
            value(key + ".default", source, rules.otherwise(), values);
        }
        rules.map().forEach((from, to) -> value(key + ".map['" + from + "']", source, to, values));
    }

    private void value(String key, SourceColumn source, String text, ContractValue values) {
        ParsedValue parsed = values.parse(text);
        if (parsed.invalidValue() != null) {
            problems.add(ParseFaults.unfitting(key, source, text, parsed.detail()));
        }
    }

    private void replacement(String key, SourceColumn source, Replacement replacement) {
        try {
            LimitedReplacement.of(replacement.pattern(), replacement.with());
        } catch (UnusableExpressionException unusable) {
            problems.add(ParseFaults.unusable(key, source, "'" + replacement.pattern() + "' " + unusable.problem()));
        }
    }

    private static Optional<String> problem(TimeForm form) {
        try {
            ZoneId zone = ZoneId.of(form.zone());
            return form.kind() == TimeForm.Kind.PATTERN
                    ? new PatternFormat(form.pattern(), zone)
                            .problem()
                            .map(why -> "'" + form.pattern() + "' cannot be read: " + why)
                    : Optional.empty();
        } catch (DateTimeException noZone) {
            return Optional.of("'" + form.zone() + "' is not a time zone");
        } catch (IllegalArgumentException noPattern) {
            return Optional.of("'" + form.pattern() + "' is not a pattern of dates and times");
        }
    }
}
