package dev.madrugada.cli.deploy;

import dev.madrugada.localstack.cloudformation.ObjectSource;
import dev.madrugada.localstack.http.AwsRequest;
import dev.madrugada.localstack.http.AwsResponse;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.Xml;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Buckets in memory, which keep every version of an object. Path-style requests only. */
final class MemoryS3 implements Service, ObjectSource {
    private static final Pattern DELETED =
            Pattern.compile("<Object><Key>([^<]+)</Key>(<VersionId>([0-9]+)</VersionId>)?");

    private final Map<String, Map<String, byte[]>> buckets = new TreeMap<>();
    private final Map<String, List<String>> versions = new TreeMap<>();
    private final Map<String, String> stackTags = new ConcurrentHashMap<>();
    private final List<String> puts = new ArrayList<>();
    private int refusedFrom = Integer.MAX_VALUE;

    /** The keys of all puts so far, with their buckets. */
    synchronized List<String> puts() {
        return List.copyOf(puts);
    }

    /** Refuses every put after this number of them. */
    synchronized void refusePutsAfter(int number) {
        refusedFrom = puts.size() + number;
    }

    synchronized void acceptPuts() {
        refusedFrom = Integer.MAX_VALUE;
    }

    synchronized Set<String> keys(String bucket) {
        return new TreeSet<>(buckets.getOrDefault(bucket, Map.of()).keySet());
    }

    synchronized Set<String> names() {
        return new TreeSet<>(buckets.keySet());
    }

    void tag(String bucket, String stack) {
        stackTags.put(bucket, stack);
    }

    @Override
    public synchronized byte[] read(URI url) throws IOException {
        String[] parts = url.getPath().substring(1).split("/", 2);
        byte[] content = buckets.getOrDefault(parts[0], Map.of()).get(parts[1]);
        if (content == null) {
            throw new IOException("no object " + url);
        }
        return content;
    }

    @Override
    public synchronized void makeBucket(String name) {
        buckets.computeIfAbsent(name, made -> new TreeMap<>());
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return request.header("authorization").contains("/s3/aws4_request");
    }

    @Override
    public synchronized AwsResponse answer(AwsRequest request) throws IOException {
        String[] parts = request.path().substring(1).split("/", 2);
        String bucket = parts[0];
        String key = parts.length == 1 ? "" : parts[1];
        if (request.method().equals("PUT") && key.isEmpty()) {
            makeBucket(bucket);
            return Xml.response(200, "");
        }
        Map<String, byte[]> objects = buckets.get(bucket);
        if (objects == null) {
            // A response to HEAD has no body.
            return request.method().equals("HEAD") ? Xml.response(404, "") : error(404, "NoSuchBucket");
        }
        return switch (request.method()) {
            case "HEAD" -> Xml.response(200, "");
            case "PUT" -> put(bucket + "/" + key, objects, key, request);
            case "GET" -> key.isEmpty() ? ofBucket(bucket, objects, request) : got(objects.get(key));
            case "POST" -> deleted(bucket, objects, request);
            default -> bucketDeleted(bucket);
        };
    }

    private AwsResponse put(String whole, Map<String, byte[]> objects, String key, AwsRequest request)
            throws IOException {
        if (objects.containsKey(key) && request.header("if-none-match").equals("*")) {
            return error(412, "PreconditionFailed");
        }
        if (puts.size() >= refusedFrom) {
            return error(403, "AccessDenied");
        }
        byte[] body = request.body().readAllBytes();
        objects.put(key, request.header("content-encoding").contains("aws-chunked") ? withoutChunks(body) : body);
        versions.computeIfAbsent(whole, made -> new ArrayList<>()).add(String.valueOf(puts.size()));
        puts.add(whole);
        return Xml.response(200, "");
    }

    /** The content of a body in chunks: size and options, a line break, content, a line break; the last has size 0. */
    private static byte[] withoutChunks(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        int at = 0;
        while (true) {
            int line = text.indexOf("\r\n", at);
            int size = Integer.parseInt(text.substring(at, line).replaceFirst(";.*", ""), 16);
            if (size == 0) {
                return content.toByteArray();
            }
            content.write(body, line + 2, size);
            at = line + 2 + size + 2;
        }
    }

    private static AwsResponse got(byte @Nullable [] content) {
        return content == null ? error(404, "NoSuchKey") : new AwsResponse(200, "binary/octet-stream", content);
    }

    private AwsResponse ofBucket(String bucket, Map<String, byte[]> objects, AwsRequest request) {
        if (request.query().containsKey("tagging")) {
            String stack = stackTags.get(bucket);
            return stack == null
                    ? error(404, "NoSuchTagSet")
                    : Xml.response(
                            200,
                            Xml.of(
                                    "Tagging",
                                    Xml.of(
                                            "TagSet",
                                            Xml.of(
                                                    "Tag",
                                                    Xml.text("Key", "aws:cloudformation:stack-name"),
                                                    Xml.text("Value", stack)))));
        }
        StringBuilder listed = new StringBuilder();
        if (request.query().containsKey("versions")) {
            versions.forEach((whole, ids) -> {
                if (whole.startsWith(bucket + "/")) {
                    ids.forEach(id -> listed.append(Xml.of(
                            "Version",
                            Xml.text("Key", whole.substring(bucket.length() + 1)),
                            Xml.text("VersionId", id))));
                }
            });
            return Xml.response(200, Xml.of("ListVersionsResult", listed.toString()));
        }
        objects.forEach((key, content) -> {
            if (key.startsWith(request.query().getOrDefault("prefix", ""))) {
                listed.append(Xml.of(
                        "Contents",
                        Xml.text("Key", key),
                        Xml.text("LastModified", "2001-01-01T00:00:00.000Z"),
                        Xml.text("Size", String.valueOf(content.length))));
            }
        });
        return Xml.response(200, Xml.of("ListBucketResult", Xml.text("IsTruncated", "false"), listed.toString()));
    }

    private AwsResponse deleted(String bucket, Map<String, byte[]> objects, AwsRequest request) throws IOException {
        Matcher object = DELETED.matcher(new String(request.body().readAllBytes(), StandardCharsets.UTF_8));
        while (object.find()) {
            String key = object.group(1);
            List<String> ids = versions.getOrDefault(bucket + "/" + key, new ArrayList<>());
            if (object.group(3) != null) {
                ids.remove(object.group(3));
            }
            if (object.group(3) == null || ids.isEmpty()) {
                objects.remove(key);
            }
        }
        return Xml.response(200, Xml.of("DeleteResult"));
    }

    private AwsResponse bucketDeleted(String bucket) {
        boolean hasVersions = versions.entrySet().stream()
                .anyMatch(object -> object.getKey().startsWith(bucket + "/")
                        && !object.getValue().isEmpty());
        if (hasVersions) {
            return error(409, "BucketNotEmpty");
        }
        buckets.remove(bucket);
        return Xml.response(204, "");
    }

    private static AwsResponse error(int status, String code) {
        return Xml.response(status, Xml.of("Error", Xml.text("Code", code), Xml.text("Message", code)));
    }
}
