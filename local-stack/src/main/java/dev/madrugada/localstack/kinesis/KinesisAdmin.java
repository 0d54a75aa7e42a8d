package dev.madrugada.localstack.kinesis;

import dev.madrugada.localstack.http.AwsRequest;
import dev.madrugada.localstack.http.AwsResponse;
import dev.madrugada.localstack.http.Query;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.ServiceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;

/**
 * Admin paths that put records, below {@code POST /_local/kinesis/{stream}}. {@code /preload?date=YYYY-MM-DD&name=FILE}
 * puts the lines of the file in the body as records of that day, in the time zone {@code
 * zone} or else in UTC; repeating the request has no effect. {@code DELETE} of
 * the same path removes the records that preloads put on that day. {@code /records} puts records with explicit arrival
 * times. {@code /fill?records=&bytes=&from=&to=&seed=} puts generated records.
 */
final class KinesisAdmin implements Service {
    private static final String PREFIX = "/_local/kinesis/";
    private static final Pattern PATHS = Pattern.compile(PREFIX + "([^/]+)/(preload|records|fill)");

    private final Streams streams;
    private final Path tmp;

    KinesisAdmin(Streams streams, Path tmp) {
        this.streams = streams;
        this.tmp = tmp;
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return request.path().startsWith(PREFIX);
    }

    @Override
    public AwsResponse answer(AwsRequest request) throws IOException, ServiceException {
        Matcher path = PATHS.matcher(request.path());
        if (!path.matches()) {
            throw ServiceException.validation("no such admin path: " + request.path());
        }
        if (request.method().equals("DELETE") && path.group(2).equals("preload")) {
            LocalDate date = date(request.query().getOrDefault("date", ""));
            return AwsResponse.json(200, "{\"preloads\":" + streams.removePreloads(path.group(1), date) + "}");
        }
        if (!request.method().equals("POST")) {
            throw ServiceException.validation(request.path() + " supports POST only");
        }
        DataStream stream = streams.named(path.group(1));
        return AwsResponse.json(
                200,
                switch (path.group(2)) {
                    case "preload" -> preload(stream, request);
                    case "records" -> RecordLines.placed(stream.append(RecordLines.parse(request.body())));
                    default -> "{\"records\":" + stream.fill(fill(new Query(request.query()))) + "}";
                });
    }

    private static GeneratedRecords fill(Query query) throws ServiceException {
        GeneratedRecords fill = new GeneratedRecords(
                query.requiredNumber("records", 1, Integer.MAX_VALUE),
                (int) query.requiredNumber("bytes", 0, StoredRecord.MAX_DATA_BYTES),
                query.requiredInstant("from"),
                query.requiredInstant("to"),
                query.number("seed").orElse(0));
        if (fill.to().isBefore(fill.from())) {
            throw ServiceException.validation("to precedes from");
        }
        return fill;
    }

    private String preload(DataStream stream, AwsRequest request) throws IOException, ServiceException {
        LocalDate date = date(request.query().getOrDefault("date", ""));
        String name = request.query().getOrDefault("name", "");
        boolean isBase64 = request.query().getOrDefault("payload", "plain").equals("base64");
        ZoneId zone = zone(request.query().getOrDefault("zone", "UTC"));
        Optional<long[]> arrivals = arrivals(request, date, zone);
        try (PreloadFile file = PreloadFile.spool(request.body(), date, name, tmp)) {
            Preload preload = file.preload();
            if (arrivals.isPresent() && arrivals.get().length != preload.lines()) {
                throw ServiceException.validation(name + " has " + preload.lines() + " lines, but the request has "
                        + arrivals.get().length + " arrival times; no record was put");
            }
            if (file.longestLine() > StoredRecord.MAX_DATA_BYTES) {
                throw ServiceException.validation("a line of " + name + " has " + file.longestLine()
                        + " bytes; a record can have at most 10 MiB; no record was put");
            }
            StreamDescription description = stream.description();
            boolean already = stream.preload(
                    preload,
                    sink -> file.forEachLine(arrivals, (line, bytes) -> {
                        String key = Long.toString(line + 1);
                        Instant arrival = arrivals.map(times -> Instant.ofEpochMilli(times[(int) line]))
                                .orElseGet(() -> preload.spread(line, zone));
                        Shard shard = description.shardAt(HashRange.hashKey(key), arrival);
                        byte[] data = isBase64 ? decoded(bytes) : bytes;
                        sink.put(new StoredRecord(preload.number(arrival, line, shard.index()), key, data));
                    }));
            return "{\"records\":" + preload.lines() + ",\"already\":" + already + "}";
        } catch (IllegalArgumentException other) {
            throw ServiceException.validation(name + ": " + other.getMessage() + "; no record was put");
        } catch (ZipException damaged) {
            throw ServiceException.validation(name + ": " + damaged.getMessage()
                    + "; no record was put; create the file again and check it with 'gzip -t'");
        }
    }

    /**
     * Reads the arrival times that precede the file in the body, one line of epoch milliseconds for each record. The
     * query parameter {@code arrivals} states the number of lines; without the parameter, the body is only the file.
     */
    private static Optional<long[]> arrivals(AwsRequest request, LocalDate date, ZoneId zone)
            throws IOException, ServiceException {
        OptionalLong count = new Query(request.query()).number("arrivals");
        if (count.isEmpty()) {
            return Optional.empty();
        }
        long first = date.atStartOfDay(zone).toInstant().toEpochMilli();
        long end = date.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
        long[] arrivals = new long[Math.toIntExact(count.getAsLong())];
        for (int i = 0; i < arrivals.length; i++) {
            for (int c = request.body().read(); c != '\n'; c = request.body().read()) {
                if (c < '0' || c > '9') {
                    throw ServiceException.validation("arrival time " + i + " is not a number of milliseconds");
                }
                arrivals[i] = arrivals[i] * 10 + (c - '0');
            }
            if (arrivals[i] < first || arrivals[i] >= end) {
                throw ServiceException.validation("arrival time " + i + " is not on " + date + ": " + arrivals[i]);
            }
        }
        return Optional.of(arrivals);
    }

    private static byte[] decoded(byte[] line) {
        return Base64.getDecoder().decode(new String(line, StandardCharsets.ISO_8859_1).strip());
    }

    private static ZoneId zone(String text) throws ServiceException {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw ServiceException.validation("zone must be a time zone like Europe/Madrid: " + text);
        }
    }

    private static LocalDate date(String text) throws ServiceException {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw ServiceException.validation("date must be a day like 2001-01-01: " + text);
        }
    }
}
