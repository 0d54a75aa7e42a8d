package dev.madrugada.common.text;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * Tests whether a host is this machine, by its text: {@code localhost}, 127.0.0.0/8 and ::1. No name is resolved, because
 * a name that resolves to loopback now may resolve to another machine later.
 */
public final class Loopback {
    private static final Pattern HOST = Pattern.compile(
            "localhost|127(?:\\.\\d{1,3}){3}|\\[?(?:::1|0:0:0:0:0:0:0:1)\\]?", Pattern.CASE_INSENSITIVE);

    private Loopback() {}

    /** Whether a host's name or address is this machine's; an IPv6 address may be in brackets. */
    public static boolean isHost(String host) {
        return HOST.matcher(host).matches();
    }

    /** Whether a URI's host is this machine; false without a host. */
    public static boolean isHostOf(URI uri) {
        return isHost(String.valueOf(uri.getHost()));
    }
}
