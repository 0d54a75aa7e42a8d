package dev.madrugada.common.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuarantineLimitTest {
    @ParameterizedTest
    @CsvSource({
        // the default: 5 % or 20, whichever is more
        ",20,30,false",
        ",21,30,true",
        ",50,1000,false",
        ",51,1000,true",
        ",3,3,true",
        ",0,0,false",
        "5%,20,400,false",
        "5%,21,400,true",
        "5%,1,19,true",
        "0.5%,1,199,true",
        "0.5%,1,200,false",
        "0%,1,1000000,true",
        "100%,999,1000,false",
        "100%,1000,1000,true",
        "33.333333%,333333,1000000,false",
        "33.333333%,333334,1000000,true",
        "7,7,8,false",
        "7,8,1000000,true",
        "0,1,1000,true",
        "0,0,1000,false",
        "999999999,5,5,true",
    })
    void isExceededByMoreThanTheGreaterOfPercentageAndNumber(String written, long refused, long raw, boolean tooMany) {
        String key = written == null ? "" : "max-quarantined: " + written + "\n";
        DatasetContract contract = ContractReader.read("dataset.yaml", key + Flights.contract());
        assertThat(contract.maxQuarantined().isExceededBy(refused, raw)).isEqualTo(tooMany);
    }
}
