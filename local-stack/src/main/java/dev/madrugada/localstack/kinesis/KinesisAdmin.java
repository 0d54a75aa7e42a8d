package dev.madrugada.localstack.kinesis;

import dev.madrugada.localstack.http.AwsRequest;
import dev.madrugada.localstack.http.AwsResponse;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.ServiceException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What no AWS has: {@code POST /_local/kinesis/{stream}/preload?date=YYYY-MM-DD&name=FILE} with a file's bytes puts its
 * lines as that day's records, once; {@code POST /_local/kinesis/quirks?on=true|false}.
 */
final class KinesisAdmin implements Service {
    private static final String PREFIX = "/_local/kinesis/";
    private static final Pattern PRELOAD = Pattern.compile(PREFIX + "([^/]+)/preload");

    private final Streams streams;
    private final Quirks quirks;
    private final Path tmp;

    KinesisAdmin(Streams streams, Quirks quirks, Path tmp) {
        this.streams = streams;
        this.quirks = quirks;
        this.tmp = tmp;
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return request.path().startsWith(PREFIX);
    }

    @Override
    public AwsResponse answer(AwsRequest request) throws IOException, ServiceException {
        if (!request.method().equals("POST")) {
            throw ServiceException.validation(PREFIX + " takes POST only");
        }
        Matcher preload = PRELOAD.matcher(request.path());
        if (preload.matches()) {
            return preload(streams.named(preload.group(1)), request);
        }
        if (request.path().equals(PREFIX + "quirks")) {
            return quirks(request.query().getOrDefault("on", ""));
        }
        throw ServiceException.validation("no such admin path: " + request.path());
    }

    private AwsResponse quirks(String on) throws ServiceException {
        switch (on) {
            case "true" -> quirks.enable();
            case "false" -> quirks.disable();
            default -> throw ServiceException.validation("on is neither true nor false: " + on);
        }
        return AwsResponse.json(200, "{\"on\":" + on + "}");
    }

    private AwsResponse preload(DataStream stream, AwsRequest request) throws IOException, ServiceException {
        LocalDate date = date(request.query().getOrDefault("date", ""));
        String name = request.query().getOrDefault("name", "");
        try (PreloadFile file = PreloadFile.spool(request.body(), date, name, tmp)) {
            Preload preload = file.preload();
            if (file.longest() > StoredRecord.MAX_DATA_BYTES) {
                throw ServiceException.validation("a line of " + name + " has " + file.longest()
                        + " bytes, more than the 10 MiB a record can have; nothing was put");
            }
            StreamDescription description = stream.description();
            boolean already = stream.preload(
                    preload,
                    sink -> file.forEachLine((line, bytes) -> {
                        String key = Long.toString(line + 1);
                        Shard shard = description.openShardFor(HashRange.hashKey(key));
                        sink.put(new StoredRecord(preload.number(line, shard.index()), key, bytes));
                    }));
            return AwsResponse.json(200, "{\"records\":" + preload.lines() + ",\"already\":" + already + "}");
        }
    }

    private static LocalDate date(String text) throws ServiceException {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw ServiceException.validation("date is not a day like 2001-01-01: " + text);
        }
    }
}
