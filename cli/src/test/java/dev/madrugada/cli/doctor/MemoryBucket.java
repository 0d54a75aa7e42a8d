package dev.madrugada.cli.doctor;

import dev.madrugada.localstack.http.AwsRequest;
import dev.madrugada.localstack.http.AwsResponse;
import dev.madrugada.localstack.http.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The objects of one bucket in memory, with conditional puts. Path-style requests only. */
final class MemoryBucket implements Service {
    /** What a store that is not S3 might do. */
    enum Flaw {
        LISTS_NOTHING,
        IGNORES_IF_NONE_MATCH,
        IGNORES_IF_MATCH
    }

    private static final Pattern KEY = Pattern.compile("<Key>([^<]+)</Key>");

    private final String path;
    private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);

    MemoryBucket(String bucket) {
        this.path = "/" + bucket;
    }

    void has(Flaw flaw) {
        flaws.add(flaw);
    }

    Set<String> keys() {
        return objects.keySet();
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return request.path().equals(path) || request.path().startsWith(path + "/");
    }

    @Override
    public AwsResponse answer(AwsRequest request) throws IOException {
        String key = request.path().substring(path.length()).replaceFirst("^/", "");
        return switch (request.method()) {
            case "PUT" -> put(key, request);
            case "GET" -> key.isEmpty() ? listed(request.query().getOrDefault("prefix", "")) : got(key);
            default -> deleted(new String(request.body().readAllBytes(), StandardCharsets.UTF_8));
        };
    }

    private AwsResponse put(String key, AwsRequest request) throws IOException {
        boolean isRefused = (objects.containsKey(key)
                        && request.header("if-none-match").equals("*")
                        && !flaws.contains(Flaw.IGNORES_IF_NONE_MATCH))
                || (!request.header("if-match").isEmpty() && !flaws.contains(Flaw.IGNORES_IF_MATCH));
        if (isRefused) {
            return xml(412, "<Error><Code>PreconditionFailed</Code><Message>no</Message></Error>");
        }
        byte[] body = request.body().readAllBytes();
        objects.put(key, request.header("content-encoding").contains("aws-chunked") ? firstChunk(body) : body);
        return xml(200, "");
    }

    /** The content of a body in signed chunks, if it fits into one: {@code size;chunk-signature=…}, a line break, content. */
    private static byte[] firstChunk(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        int size = Integer.parseInt(text.substring(0, text.indexOf(';')), 16);
        int start = text.indexOf("\r\n") + 2;
        return Arrays.copyOfRange(body, start, start + size);
    }

    private AwsResponse got(String key) {
        byte[] content = objects.get(key);
        return content == null
                ? xml(404, "<Error><Code>NoSuchKey</Code><Message>no</Message></Error>")
                : new AwsResponse(200, "binary/octet-stream", content);
    }

    private AwsResponse listed(String prefix) {
        StringBuilder contents = new StringBuilder();
        for (Map.Entry<String, byte[]> object : objects.entrySet()) {
            if (object.getKey().startsWith(prefix) && !flaws.contains(Flaw.LISTS_NOTHING)) {
                contents.append("<Contents><Key>")
                        .append(object.getKey())
                        .append("</Key><LastModified>2001-01-01T00:00:00.000Z</LastModified><Size>")
                        .append(object.getValue().length)
                        .append("</Size></Contents>");
            }
        }
        return xml(200, "<ListBucketResult><IsTruncated>false</IsTruncated>" + contents + "</ListBucketResult>");
    }

    private AwsResponse deleted(String body) {
        Matcher key = KEY.matcher(body);
        while (key.find()) {
            objects.remove(key.group(1));
        }
        return xml(200, "<DeleteResult></DeleteResult>");
    }

    private static AwsResponse xml(int status, String body) {
        return new AwsResponse(status, "application/xml", body.getBytes(StandardCharsets.UTF_8));
    }
}
