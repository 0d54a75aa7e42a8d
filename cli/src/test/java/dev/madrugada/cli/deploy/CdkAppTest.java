package dev.madrugada.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CdkAppTest {
    @Test
    void theOrderOfKeysDoesNotMatter() throws IOException {
        String one = "{\"b\":{\"y\":[{\"q\":1,\"p\":2},\"x\"],\"x\":0.10},\"a\":null}";
        String other = "{\"a\":null,\"b\":{\"x\":0.10,\"y\":[{\"p\":2,\"q\":1},\"x\"]}}";

        assertThat(CdkApp.sorted(one)).isEqualTo(CdkApp.sorted(other)).doesNotContain("\r");
        assertThat(new ObjectMapper().readTree(CdkApp.sorted(one))).isEqualTo(new ObjectMapper().readTree(one));
        assertThat(CdkApp.sorted(one)).contains("0.10");
    }

    @Test
    void theOrderOfElementsMatters() throws IOException {
        assertThat(CdkApp.sorted("[1,2]")).isNotEqualTo(CdkApp.sorted("[2,1]"));
    }
}
