package dev.madrugada.aws.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SenderIdentitiesTest {
    @Test
    void listsAddressDomainAndParentDomains() {
        assertThat(SenderIdentities.of("Night Reports <night+flights@Mail.Example.com>"))
                .containsExactly(
                        "night+flights@Mail.Example.com", "night@mail.example.com", "mail.example.com", "example.com");
        assertThat(SenderIdentities.of("a@example.com")).containsExactly("a@example.com", "example.com");
    }
}
