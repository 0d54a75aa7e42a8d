package dev.madrugada.common.lake;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** A digest in its text form, which JSON uses too: {@code sha256:<hex>} of bytes, or the order-free digest of rows. */
public record Digest(@JsonValue String text) {
    @JsonCreator
    public static Digest parse(String text) {
        return new Digest(text);
    }

    public static Digest sha256(byte[] bytes) {
        return ofHash(newSha256().digest(bytes));
    }

    /**
     * The SHA-256 of the names and bytes of the named files, in the given order; files that are not in the map are
     * skipped.
     */
    public static Digest of(Map<String, byte[]> files, String... names) {
        MessageDigest sha = newSha256();
        for (String name : names) {
            byte[] bytes = files.get(name);
            if (bytes != null) {
                sha.update((name + "\n" + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
                sha.update(bytes);
            }
        }
        return ofHash(sha.digest());
    }

    /** The digest for a SHA-256 that the caller computed. */
    public static Digest ofHash(byte[] hash) {
        return new Digest("sha256:" + HexFormat.of().formatHex(hash));
    }

    public static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
