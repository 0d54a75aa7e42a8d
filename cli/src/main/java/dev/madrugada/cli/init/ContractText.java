package dev.madrugada.cli.init;

import dev.madrugada.common.contract.ColumnType.Kind;
import dev.madrugada.common.contract.CsvForm;
import dev.madrugada.common.text.Numbers;
import dev.madrugada.transform.parse.Masked;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Writes a proposal as a contract, with what was seen as comments. Texts of the sample are masked. */
final class ContractText {
    private static final int MASKED_EXAMPLES = 2;

    private final Proposal proposal;
    private final StringBuilder text = new StringBuilder();

    private ContractText(Proposal proposal) {
        this.proposal = proposal;
    }

    static String of(Proposal proposal) {
        return new ContractText(proposal).written();
    }

    private String written() {
        Sample sample = proposal.sample();
        comment(
                "",
                "Drafted from " + Numbers.grouped(sample.records()) + " records of "
                        + sample.file().getFileName()
                        + (sample.isWhole() ? "" : ", the first of the file")
                        + ". What they had is in the comments; letters and digits of");
        line("# texts are masked. docs/dataset.md explains every key.");
        line("version: 1");
        line("dataset: " + proposal.dataset());
        line("day-zone: UTC");
        line("");
        line("source:");
        sample.csv().map(Sample.Csv::form).ifPresentOrElse(this::files, () -> {
            line("  kinesis:");
            line("    stream: " + proposal.dataset());
        });
        line("");
        payload();
        line("");
        proposal.notes().forEach(note -> Yaml.wrapped(note, "# ", "# ").forEach(this::line));
        line(proposal.key()
                .map(column -> "key:\n  columns: [" + column.name() + "]\n  keep: latest")
                .orElse("key: arrival"));
        line("");
        line("event-time:");
        line("  column: " + proposal.eventTime().map(ProposedColumn::name).orElse("arrival"));
        line("  partition: " + proposal.partition());
        if (proposal.eventTime().isPresent()) {
            line("  lateness-days: " + proposal.latenessDays());
        }
        line("");
        line("warehouse:");
        line("  schema: public");
        line("  table: " + proposal.dataset());
        line("");
        ReportText report = ReportText.of(proposal);
        line("report:");
        line("  title: " + Yaml.text(report.title()));
        line("  sender: madrugada@example.com");
        line("  label: " + report.label());
        line("  values: [" + String.join(", ", report.values()) + "]");
        return text.toString();
    }

    private void files(CsvForm form) {
        line("  files:");
        line("    location: s3://my-bucket/" + proposal.dataset() + "/{yyyy}/{MM}/{dd}/");
        line("    format: csv");
        if (form.delimiter() != CsvForm.DEFAULT.delimiter() || !form.encoding().equals(CsvForm.DEFAULT.encoding())) {
            line("    csv:");
            line("      delimiter: " + (form.delimiter() == '\t' ? "\"\\t\"" : "\"" + form.delimiter() + "\""));
            line("      encoding: " + form.encoding());
        }
    }

    private void payload() {
        line("payload:");
        line("  # A field that no record of the sample had is quarantined; 'ignore' and 'keep' are the other choices.");
        line("  unknown-fields: quarantine");
        line("  invalid-values: quarantine");
        if (proposal.sample().hasLinesOfObjects()) {
            line("  rows: $");
        }
        if (!proposal.ignored().isEmpty()) {
            proposal.ignored().forEach((path, why) -> comment("  ", path + ": " + why));
            line("  ignore: ["
                    + proposal.ignored().keySet().stream()
                            .map(path -> Yaml.text(path.toString()))
                            .collect(Collectors.joining(", "))
                    + "]");
        }
        line("  columns:");
        proposal.columns().forEach(this::column);
    }

    private void column(ProposedColumn column) {
        comment("    ", seen(column));
        column.guess().notes().forEach(note -> comment("    ", "Look: " + note));
        line("    - name: " + column.name());
        line("      type: " + type(column));
        if (!column.path().toString().equals(column.name())) {
            line("      from: " + Yaml.text(column.path().toString()));
        }
        if (column.isRequired()) {
            line("      required: true");
        }
        column.guess().keys().forEach((key, value) -> line("      " + key + ": " + value));
    }

    private static String type(ProposedColumn column) {
        String type = column.type().toString();
        return type.contains("\"") ? "'" + type + "'" : type;
    }

    /** How many records had the field, and what its values were. */
    private String seen(ProposedColumn column) {
        long records = proposal.sample().records();
        SeenField field = column.field();
        List<String> facts = new ArrayList<>();
        facts.add(
                field.values() == records
                        ? "in every record"
                        : "in " + Numbers.percent(field.values(), records, 1) + " of the records");
        if (field.distinct() > 0) {
            facts.add(Numbers.grouped(field.distinct()) + " distinct");
        }
        column.times()
                .ifPresentOrElse(
                        times -> facts.add(
                                times.areDates()
                                        ? times.firstDay() + " to " + times.lastDay()
                                        : times.first() + " to " + times.last()),
                        () -> values(column, facts));
        return String.join("; ", facts);
    }

    private static void values(ProposedColumn column, List<String> facts) {
        SeenField field = column.field();
        List<BigDecimal> numbers = new ArrayList<>(field.numbers().keySet());
        if (column.hasKind(Kind.INTEGER, Kind.BIGINT, Kind.DECIMAL, Kind.DOUBLE)) {
            List<String> texts = field.texts().keySet().stream()
                    .filter(text -> !ValueGuesses.isNoValue(text))
                    .toList();
            NumberTexts.of(texts).ifPresent(read -> numbers.addAll(read.values()));
        }
        numbers.sort(null);
        if (!numbers.isEmpty()) {
            facts.add("numbers " + numbers.get(0) + " to " + numbers.get(numbers.size() - 1));
        }
        if (field.arrays() > 0) {
            facts.add(
                    Numbers.grouped(field.arrays()) + " arrays of " + Numbers.grouped(field.elements()) + " elements");
        }
        if (field.objects() > 0) {
            facts.add(Numbers.grouped(field.objects()) + " objects");
        }
        if (!field.texts().isEmpty() && !column.hasKind(Kind.BOOLEAN)) {
            int longest = field.texts().keySet().stream()
                    .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
                    .max()
                    .orElse(0);
            String examples = field.texts().keySet().stream()
                    .filter(text -> !text.isBlank())
                    .map(text -> Objects.requireNonNull(Masked.of(text)))
                    .distinct()
                    .limit(MASKED_EXAMPLES)
                    .map(masked -> "'" + masked + "'")
                    .collect(Collectors.joining(", "));
            facts.add("texts of at most " + longest + " bytes" + (examples.isEmpty() ? "" : " such as " + examples));
        }
    }

    /** A comment of one line, whatever a field's name contains. */
    private void comment(String indent, String comment) {
        line(indent + "# " + comment.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " "));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
