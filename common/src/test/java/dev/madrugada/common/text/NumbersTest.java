package dev.madrugada.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void roundsASharesPercentButNotToNothingOrAll() {
        assertThat(Numbers.percent(1, 3, 1)).isEqualTo("33.3 %");
        assertThat(Numbers.percent(1, 3, 2)).isEqualTo("33.33 %");
        assertThat(Numbers.percent(0, 10, 1)).isEqualTo("0.0 %");
        assertThat(Numbers.percent(10, 10, 1)).isEqualTo("100.0 %");
        assertThat(Numbers.percent(1, 1_000_000, 1)).isEqualTo("< 0.1 %");
        assertThat(Numbers.percent(1, 1_000_000, 2)).isEqualTo("< 0.01 %");
        assertThat(Numbers.percent(999_999, 1_000_000, 2)).isEqualTo("> 99.99 %");
    }

    @Test
    void groupsDigitsByThree() {
        assertThat(Numbers.grouped(0)).isEqualTo("0");
        assertThat(Numbers.grouped(999)).isEqualTo("999");
        assertThat(Numbers.grouped(1_234_567)).isEqualTo("1,234,567");
    }

    @Test
    void sizesHaveOneDecimal() {
        assertThat(Numbers.bytes(0)).isEqualTo("0 B");
        assertThat(Numbers.bytes(999)).isEqualTo("999 B");
        assertThat(Numbers.bytes(1_000)).isEqualTo("1.0 KB");
        assertThat(Numbers.bytes(999_949)).isEqualTo("999.9 KB");
        assertThat(Numbers.bytes(999_950)).isEqualTo("1.0 MB");
        assertThat(Numbers.bytes(12_345_678_901L)).isEqualTo("12.3 GB");
        assertThat(Numbers.bytes(Long.MAX_VALUE)).isEqualTo("9223372.0 TB");
    }
}
