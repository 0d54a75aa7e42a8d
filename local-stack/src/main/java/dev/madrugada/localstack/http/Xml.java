package dev.madrugada.localstack.http;

import java.nio.charset.StandardCharsets;

/** Text of XML. */
public final class Xml {
    private Xml() {}

    /** An element with other elements as its content. */
    public static String of(String name, String... content) {
        return "<" + name + ">" + String.join("", content) + "</" + name + ">";
    }

    /** An element with text. */
    public static String text(String name, String text) {
        return of(name, text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }

    public static AwsResponse response(int status, String xml) {
        return new AwsResponse(status, "text/xml", xml.getBytes(StandardCharsets.UTF_8));
    }
}
