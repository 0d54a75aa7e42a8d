package dev.madrugada.localstack.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.localstack.http.ServiceException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SequenceNumberTest {
    @Test
    void sortsAsTextInTheSameOrder() {
        List<SequenceNumber> ordered = List.of(
                SequenceNumber.first(0),
                new SequenceNumber(978_307_200_000L, 5, 9, 3),
                new SequenceNumber(978_307_200_000L, 5, 10, 3),
                new SequenceNumber(978_307_200_000L, 6, 0, 3),
                new SequenceNumber(978_307_200_000L, SequenceNumber.LIVE, 0, 3),
                new SequenceNumber(1_700_000_000_000L, 0, 0, 0));
        assertThat(ordered).isSorted();
        assertThat(ordered.stream().map(SequenceNumber::toString)).isSorted();
        assertThat(ordered).allSatisfy(number -> assertThat(number.toString()).hasSize(56));
    }

    @Test
    void parsesItsText() throws ServiceException {
        SequenceNumber number = new SequenceNumber(978_307_200_001L, SequenceNumber.LIVE, 123_456_789_012L, 4095);
        assertThat(SequenceNumber.parse(number.toString())).isEqualTo(number);
    }

    @Test
    void rejectsInvalidText() {
        Stream.of("", "49", "x".repeat(56), "49" + "-".repeat(54))
                .forEach(text -> assertThatThrownBy(() -> SequenceNumber.parse(text))
                        .isInstanceOf(ServiceException.class)
                        .hasMessageContaining("not a sequence number"));
    }
}
