package dev.madrugada.localstack.account;

import dev.madrugada.localstack.http.AwsResponse;
import java.nio.charset.StandardCharsets;

/** Text of XML. */
final class Xml {
    private Xml() {}

    /** An element with other elements as its content. */
    static String of(String name, String... content) {
        return "<" + name + ">" + String.join("", content) + "</" + name + ">";
    }

    /** An element with text. */
    static String text(String name, String text) {
        return of(name, text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }

    static AwsResponse response(int status, String xml) {
        return new AwsResponse(status, "text/xml", xml.getBytes(StandardCharsets.UTF_8));
    }
}
