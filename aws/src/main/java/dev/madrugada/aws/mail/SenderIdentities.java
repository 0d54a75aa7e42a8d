package dev.madrugada.aws.mail;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Lists the SES identities that can authorize a sender address. */
final class SenderIdentities {
    private SenderIdentities() {}

    /**
     * The identities in this order: the address without display name, the address without a label ({@code +…}), its
     * domain, and the parent domains.
     */
    static List<String> of(String from) {
        String address = from.replaceAll("^.*<|>.*$", "").strip();
        String local = address.substring(0, Math.max(0, address.lastIndexOf('@')));
        String domain = address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        Set<String> identities = new LinkedHashSet<>();
        identities.add(address);
        identities.add(local.replaceAll("\\+.*$", "") + "@" + domain);
        for (String above = domain; above.contains("."); above = above.substring(above.indexOf('.') + 1)) {
            identities.add(above);
        }
        return List.copyOf(identities);
    }
}
