package dev.madrugada.aws.mail;

import java.nio.charset.StandardCharsets;

/**
 * A text file attached to a mail, in UTF-8.
 *
 * @param fileName file name with its extension, by which SES accepts or rejects attachments
 * @param contentType media type without charset, such as {@code text/csv}
 * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/attachments.html">attachments</a>
 */
public record Attachment(String fileName, String contentType, String content) {
    /** The content in UTF-8, in a new array. */
    public byte[] bytes() {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return fileName + ", " + content.length() + " characters";
    }
}
