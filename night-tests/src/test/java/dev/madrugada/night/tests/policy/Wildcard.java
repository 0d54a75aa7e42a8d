package dev.madrugada.night.tests.policy;

import java.util.regex.Pattern;

/** IAM's patterns: {@code *} is any text, also with slashes and colons, and {@code ?} is one character. */
public final class Wildcard {
    private Wildcard() {}

    public static boolean matches(String pattern, String text) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char each = pattern.charAt(i);
            regex.append(
                    switch (each) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(String.valueOf(each));
                    });
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
    }
}
