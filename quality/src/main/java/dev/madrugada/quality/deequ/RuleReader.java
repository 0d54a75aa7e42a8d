package dev.madrugada.quality.deequ;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.error.Problems;
import dev.madrugada.common.text.Spelling;
import dev.madrugada.quality.rules.RuleFaults;
import dev.madrugada.quality.rules.RuleType;
import dev.madrugada.quality.rules.WrittenRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.glue.dqdl.exception.InvalidDataQualityRulesetException;
import software.amazon.glue.dqdl.model.DQRule;
import software.amazon.glue.dqdl.parser.DQDLParser;

/** Parses and checks rules one by one, so that each problem is reported with its rule. Needs no Spark session. */
final class RuleReader {
    private final Map<String, Column> columns;
    private final Problems problems;

    RuleReader(Map<String, Column> columns, Problems problems) {
        this.columns = columns;
        this.problems = problems;
    }

    List<ReadRule> read(List<WrittenRule> written) {
        List<ReadRule> rules = new ArrayList<>();
        written.forEach(rule -> read(rule).ifPresent(rules::add));
        return rules;
    }

    private Optional<ReadRule> read(WrittenRule written) {
        if (written.text().startsWith("(")) {
            problems.add(RuleFaults.unusable(
                    written,
                    "rules joined by 'and' or 'or' get one common result, which does not show which of them failed",
                    "write the rules of an 'and' separately, and an 'or' as CustomSql"));
            return Optional.empty();
        }
        Optional<RuleType> type = RuleType.named(written.typeName());
        if (type.isEmpty()) {
            String nearest = Spelling.meant(written.typeName(), RuleType.names())
                    .map(meant -> meant + " ")
                    .orElse("");
            problems.add(RuleFaults.unusable(
                    written,
                    "'" + written.typeName() + "' is not a supported rule type",
                    nearest + "the supported types are " + RuleType.list()));
            return Optional.empty();
        }
        return parsed(written).flatMap(dqdl -> checked(written, type.get(), dqdl));
    }

    private Optional<DQRule> parsed(WrittenRule written) {
        try {
            List<DQRule> rules =
                    new DQDLParser().parse("Rules = [ " + written.text() + " ]").getRules();
            if (rules.size() == 1) {
                return Optional.of(rules.get(0));
            }
            problems.add(
                    RuleFaults.unusable(written, "it is not exactly one rule", "see docs/quality.md for the syntax"));
        } catch (InvalidDataQualityRulesetException | RuntimeException wrong) {
            problems.add(RuleFaults.unusable(
                    written,
                    "DQDL cannot parse it ("
                            + String.valueOf(wrong.getMessage()).replace('\n', ' ') + ")",
                    "see docs/quality.md for the syntax; labels and tags are not supported"));
        }
        return Optional.empty();
    }

    private Optional<ReadRule> checked(WrittenRule written, RuleType type, DQRule dqdl) {
        Optional<String> unknown = targets(dqdl).stream()
                .filter(name -> !columns.containsKey(name))
                .findFirst();
        if (unknown.isPresent()) {
            problems.add(RuleFaults.unusable(
                    written,
                    "there is no column '" + unknown.get() + "'",
                    Spelling.meant(unknown.get(), columns.keySet())
                            .orElse("the columns are " + String.join(", ", columns.keySet()))));
            return Optional.empty();
        }
        List<Column> named = targets(dqdl).stream().map(this::column).toList();
        List<ColumnType> types = named.stream().map(Column::type).toList();
        Optional<RuleProblem> problem = Conditions.problem(type, dqdl, types);
        if (problem.isPresent()) {
            problems.add(RuleFaults.unusable(
                    written, problem.get().problem(), problem.get().possible()));
            return Optional.empty();
        }
        ComparisonReader reader = new ComparisonReader(dqdl, written.text());
        @Nullable
        Comparison comparison =
                reader.comparison(type == RuleType.ColumnValues ? named.get(0).type() : null);
        Optional<RuleProblem> wrong = comparison == null ? Optional.empty() : Conditions.problem(comparison, types);
        if (wrong.isPresent()) {
            problems.add(RuleFaults.unusable(
                    written, wrong.get().problem(), wrong.get().possible()));
            return Optional.empty();
        }
        if (type == RuleType.CustomSql) {
            String statement = reader.statement();
            List<Column> mentioned = columns.values().stream()
                    .filter(column -> column.isNamedIn(statement))
                    .toList();
            return Optional.of(
                    new ReadRule(written, type, mentioned, comparison, reader.where(), Optional.of(statement)));
        }
        return Optional.of(new ReadRule(written, type, named, comparison, reader.where(), Optional.empty()));
    }

    private Column column(String name) {
        Column column = columns.get(name);
        if (column == null) {
            throw new IllegalStateException("the column was not checked: " + name);
        }
        return column;
    }

    /** The columns that a rule names: DQDL's parameters TargetColumn, TargetColumn1, and so on. */
    private static List<String> targets(DQRule dqdl) {
        return dqdl.getParameters().entrySet().stream()
                .filter(parameter -> parameter.getKey().startsWith("TargetColumn"))
                .map(Map.Entry::getValue)
                .toList();
    }
}
