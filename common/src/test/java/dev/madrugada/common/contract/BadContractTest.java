package dev.madrugada.common.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.contract.BadContracts.BadContract;
import dev.madrugada.common.error.TerminalException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadContractTest {
    static List<BadContract> badContracts() {
        return BadContracts.ALL;
    }

    @ParameterizedTest
    @MethodSource("badContracts")
    void isRefusedWithFileAndLine(BadContract bad) {
        assertThatThrownBy(() -> ContractReader.read("dataset.yaml", bad.text()))
                .isInstanceOf(TerminalException.class)
                .hasMessageStartingWith("InvalidContract: dataset.yaml:")
                .hasMessageContaining("dataset.yaml:" + bad.message());
    }
}
