package dev.madrugada.ingest.files.format;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.contract.CsvForm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CSV that is not in the encoding of its contract: the reason names the contract's key. */
class CsvEncodingTest {
    @Test
    void aHeaderInAnotherEncodingIsNamedByItsColumn() {
        assertThatThrownBy(() -> read("id,d\u00eda\n1,2\n", "windows-1252", CsvForm.DEFAULT.encoding()))
                .isInstanceOf(BrokenFileException.class)
                .hasMessage(
                        "the header's name in column 2 is not in UTF-8, which source.files.csv.encoding names or has"
                                + " by default");
    }

    /** Read as windows-1252, the first name would begin with three other characters. */
    @ParameterizedTest
    @CsvSource({"windows-1252", "ISO-8859-1", "US-ASCII"})
    void aByteOrderMarkOfAnotherEncodingIsNoPartOfAName(String encoding) {
        assertThatThrownBy(() -> read("\ufeffid,x\n1,2\n", "UTF-8", encoding))
                .isInstanceOf(BrokenFileException.class)
                .hasMessage("the file begins with the byte-order mark of UTF-8, and source.files.csv.encoding is "
                        + encoding);
    }

    @Test
    void textThatCannotBeUtf16IsNamed() {
        assertThatThrownBy(() -> read("id,x\n1,2\n3,4\n", "UTF-8", "UTF-16LE"))
                .isInstanceOf(BrokenFileException.class)
                .hasMessage("it has bytes that are not in UTF-16LE, which source.files.csv.encoding names");
    }

    private static void read(String text, String written, String encoding) throws IOException {
        CsvForm form = new CsvForm(List.of(), ',', '"', encoding);
        try (CsvRows rows = new CsvRows(new ByteArrayInputStream(text.getBytes(Charset.forName(written))), form)) {
            while (rows.next()) {
                var unused = rows.payload();
            }
        }
    }
}
