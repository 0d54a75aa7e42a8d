package dev.madrugada.aws.mail;

import java.nio.charset.StandardCharsets;

/**
 * A text file that a mail carries, in UTF-8.
 *
 * @param fileName with its extension, which SES judges by
 * @param contentType without a charset, such as {@code text/csv}
 * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/attachments.html">attachments</a>
 */
public record Attachment(String fileName, String contentType, String content) {
    /** The file's bytes, in a new array. */
    public byte[] bytes() {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return fileName + ", " + content.length() + " characters";
    }
}
