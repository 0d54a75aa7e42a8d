package dev.madrugada.kinesis.options;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The options of kinesis-batch. Names are case-insensitive, because Spark's option map is. */
enum OptionKey {
    STREAM("stream"),
    REGION("region"),
    ENDPOINT("endpoint"),
    START("start"),
    END("end"),
    SETTLE_DELAY("settle-delay"),
    MAX_OUT_OF_ORDERNESS("max-out-of-orderness"),
    NOW("now"),
    DEAGGREGATE("deaggregate"),
    MAX_SHARDS_PER_TASK("max-shards-per-task"),
    MAX_BUFFER_BYTES("max-buffer-bytes"),
    ON_EXPIRED("on-expired"),
    ROLE_ARN("role-arn"),
    EXTERNAL_ID("external-id");

    private final String key;

    OptionKey(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }

    static boolean isKnown(String name) {
        return Arrays.stream(values()).anyMatch(option -> option.key.equals(name));
    }

    /**
     * The option that {@code name} most likely means. The name may have other separators, an additional word, or a
     * typing error.
     */
    static Optional<OptionKey> nearest(String name) {
        String bare = bare(name);
        return Arrays.stream(values())
                .filter(option -> option.resembles(bare))
                .min(Comparator.comparingInt(option -> distance(bare, bare(option.key))));
    }

    private boolean resembles(String bare) {
        String own = bare(key);
        int typos = own.length() <= 4 ? 1 : 2;
        boolean lengthened = own.length() > 3 && (bare.startsWith(own) || bare.endsWith(own));
        boolean timed = own.length() <= 3 && (bare.equals(own + "time") || bare.equals(own + "timestamp"));
        return lengthened || timed || distance(bare, own) <= typos;
    }

    private static String bare(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** The Levenshtein distance: how many letters to change, add or drop. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
