package dev.madrugada.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.run.Findings;
import dev.madrugada.common.run.Refusal;
import dev.madrugada.common.run.Refusal.Example;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people read about rows of CSV files that were refused. */
class CsvRefusalTest {
    private static final String FILE = "s3://shop/2001/01/01/a.csv";
    private static final Refusal ROW =
            new Refusal("MalformedJson", null, "malformed JSON at byte 2; it looks like CSV", 3, example("99;9"));
    private static final Refusal VALUE =
            new Refusal("TypeMismatch", "price", "expected integer, found a text", 2, example("9,9"));

    @Test
    void aRowThatDoesNotFitItsHeaderIsExplainedAndFoundInItsFile() {
        DatasetContract contract = contract("{format: csv, location: 's3://shop/{yyyy}/{MM}/{dd}/',"
                + " csv: {delimiter: ';', encoding: windows-1252}}");
        Refused refused = new Refused(List.of(ROW, VALUE), Map.of()).explainedFor(contract.source());

        assertThat(refused.refusals().get(0).detail())
                .isEqualTo(
                        "the row has another number of values than the header, a quote at a wrong place, or bytes that"
                                + " are not in windows-1252");
        assertThat(refused.refusals().get(1)).isEqualTo(VALUE);
        assertThat(message(refused, 4, contract))
                .contains(
                        "3 MalformedJson: the row has another number of values",
                        "(masked: 99;9), first at position 17 of " + FILE,
                        "correct delimiter, quote, encoding and header in source.files.csv if the files are right, and the"
                                + " files if they are not")
                .doesNotContain("each record of the stream");
    }

    @Test
    void otherFilesAreNamedAndOtherSourcesAreNot() {
        Refused refused = new Refused(List.of(ROW), Map.of());
        DatasetContract lines = contract("{format: json-lines, location: 's3://shop/{yyyy}/{MM}/{dd}/'}");
        assertThat(refused.explainedFor(lines.source())).isEqualTo(refused);
        assertThat(message(refused, 9, lines)).contains("first at position 17 of " + FILE);

        DatasetContract stream = Contracts.folder(Contracts.EVENTS).contract();
        assertThat(refused.explainedFor(stream.source())).isEqualTo(refused);
        assertThat(message(refused, 4, stream)).doesNotContain("position 17").contains("each record of the stream");
    }

    private static String message(Refused refused, long raw, DatasetContract contract) {
        return String.valueOf(TooManyRefused.fault(
                        "raw/events dt=2001-01-01", new Findings(refused.refusals(), List.of()), 3, raw, contract)
                .exception()
                .getMessage());
    }

    private static DatasetContract contract(String files) {
        return Contracts.ofFiles(files).contract();
    }

    private static Example example(String masked) {
        return new Example(masked, "s3://shop/{yyyy}/{MM}/{dd}/", FILE, "17", 0);
    }
}
