package dev.madrugada.benchmarks.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What a measured process is to read; handed over as its one argument.
 *
 * @param start of the window, an ISO-8601 instant, like end and now
 * @param records that the window holds
 * @param bytes of payload of each
 * @param master the Spark it runs on, where it does
 * @param warmUps how often it reads all of it before it is measured
 */
record ReadRequest(
        String endpoint,
        String stream,
        String start,
        String end,
        String now,
        long records,
        int bytes,
        String master,
        int warmUps) {
    private static final ObjectMapper JSON = new ObjectMapper();

    String encoded() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static ReadRequest of(String[] args) throws JsonProcessingException {
        return JSON.readValue(args[0], ReadRequest.class);
    }

    ReadRequest on(String otherMaster, int otherWarmUps) {
        return new ReadRequest(endpoint, stream, start, end, now, records, bytes, otherMaster, otherWarmUps);
    }
}
