package dev.madrugada.localstack.redshift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The files in a COPY manifest. For Parquet, Redshift requires the length of each file. */
record CopyFileList(List<Entry> entries) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One file of the manifest. */
    record Entry(String url, boolean mandatory, long contentLength) {}

    CopyFileList {
        entries = List.copyOf(entries);
    }

    static CopyFileList parse(byte[] json, String url) throws SqlFailure {
        JsonNode entries;
        try {
            entries = JSON.readTree(json).path("entries");
        } catch (IOException e) {
            throw new SqlFailure(SqlFailure.LOAD, "Problem reading manifest file - not JSON: " + url);
        }
        if (!entries.isArray()) {
            throw new SqlFailure(SqlFailure.LOAD, "Problem reading manifest file - no entries: " + url);
        }
        List<Entry> parsed = new ArrayList<>();
        for (JsonNode entry : entries) {
            JsonNode length = entry.path("meta").path("content_length");
            if (!entry.path("url").isTextual() || !length.isIntegralNumber()) {
                throw new SqlFailure(
                        SqlFailure.LOAD,
                        "Manifest file is not in correct json format - entry " + parsed.size()
                                + " lacks its url or its meta.content_length: " + url);
            }
            parsed.add(new Entry(
                    entry.path("url").textValue(), entry.path("mandatory").asBoolean(false), length.longValue()));
        }
        return new CopyFileList(parsed);
    }
}
