package dev.madrugada.kinesis.tests;

/** Properties of a random history. A history has a feature only if the feature took effect within the read. */
enum Feature {
    SPLIT("a shard split inside the window"),
    MERGE("two shards merged inside the window"),
    EMPTY_SHARD("an open shard without a record"),
    EMPTY_GAP("ten minutes of the window without a record"),
    SKEWED_ARRIVALS("arrivals out of their shard's order"),
    WINDOW_CUT("records exactly at the start or end of the window"),
    AGGREGATES("aggregates, deaggregated"),
    LOOKALIKES("records that only look like aggregates"),
    KEPT_AGGREGATES("aggregates, not deaggregated by option"),
    THROTTLES("throttled calls"),
    EXPIRED_ITERATORS("expired iterators"),
    CUT_CONNECTIONS("connections cut within a response"),
    SERVER_ERRORS("responses with status 500"),
    EMPTY_PAGES("an empty page in mid-shard"),
    SMALL_BUFFER("a buffer smaller than the data"),
    TASK_RETRIES("tasks that failed during the read and were retried"),
    PUSHED_FILTER("a filter on arrived_at or shard_id that excludes rows");

    private final String meaning;

    Feature(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String toString() {
        return meaning;
    }
}
