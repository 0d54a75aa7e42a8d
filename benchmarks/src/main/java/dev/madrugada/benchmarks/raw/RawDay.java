package dev.madrugada.benchmarks.raw;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What a measured process reads, and where it writes. The process receives this as JSON.
 *
 * @param dataset URI of the dataset folder
 * @param folder URI of the folder for the output; for ingest the lake
 * @param start of the day, an ISO-8601 instant, like end and now
 */
record RawDay(String endpoint, String region, String dataset, String folder, String start, String end, String now) {
    static final String STREAM = "orders";

    private static final ObjectMapper JSON = new ObjectMapper();

    RawDay into(String otherFolder) {
        return new RawDay(endpoint, region, dataset, otherFolder, start, end, now);
    }

    String encoded() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static RawDay parse(String text) throws JsonProcessingException {
        return JSON.readValue(text, RawDay.class);
    }
}
