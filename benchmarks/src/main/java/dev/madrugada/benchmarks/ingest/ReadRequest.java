package dev.madrugada.benchmarks.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The read that a measured process performs. The process receives the request as JSON, as its only argument.
 *
 * @param start of the window, an ISO-8601 instant, like end and now
 * @param records number of records in the window
 * @param bytes payload of each record
 * @param master the Spark master; empty for programs without Spark
 * @param warmUps number of reads before the measured one
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
