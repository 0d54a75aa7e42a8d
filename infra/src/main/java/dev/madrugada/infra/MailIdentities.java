package dev.madrugada.infra;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** ARNs of the identities of SES. SES checks the permission on the identity that it uses: the address or its domain. */
final class MailIdentities {
    /** Plan searches the sender, its domain and its parents. */
    static final List<String> ANY = List.of(Names.arn("ses", "identity/*"));

    private MailIdentities() {}

    /** The identities that may send mails of this sender; any, if it is not known. */
    static List<String> of(@Nullable String sender) {
        if (sender == null) {
            return ANY;
        }
        String address = Names.arn("ses", "identity/" + sender);
        int at = sender.indexOf('@');
        return at < 0 ? List.of(address) : List.of(address, Names.arn("ses", "identity/" + sender.substring(at + 1)));
    }
}
