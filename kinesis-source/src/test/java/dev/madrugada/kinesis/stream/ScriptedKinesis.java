package dev.madrugada.kinesis.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryRequest;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryResponse;
import software.amazon.awssdk.services.kinesis.model.GetRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** An SDK client that returns prepared answers and records its requests. */
final class ScriptedKinesis implements KinesisClient {

    /** The prepared answers. An answer that is an exception is thrown. */
    final List<Object> shardPages = new ArrayList<>();

    final List<ListShardsRequest> listed = new ArrayList<>();
    final List<String> read = new ArrayList<>();
    final List<String> named = new ArrayList<>();
    GetRecordsResponse page = GetRecordsResponse.builder().build();

    @Nullable
    RuntimeException failure;

    boolean closed;

    @Override
    public ListShardsResponse listShards(ListShardsRequest request) {
        listed.add(request);
        Object answer = shardPages.remove(0);
        if (answer instanceof RuntimeException thrown) {
            throw thrown;
        }
        return (ListShardsResponse) answer;
    }

    @Override
    public DescribeStreamSummaryResponse describeStreamSummary(DescribeStreamSummaryRequest request) {
        named.add(request.streamName() + " " + request.streamARN());
        return DescribeStreamSummaryResponse.builder()
                .streamDescriptionSummary(s -> s.retentionPeriodHours(48)
                        .streamARN(InMemoryStream.ARN)
                        .streamCreationTimestamp(InMemoryStream.CREATED))
                .build();
    }

    @Override
    public GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
        named.add(request.streamName() + " " + request.streamARN());
        assertThat(request.shardIteratorType()).isEqualTo(ShardIteratorType.AT_TIMESTAMP);
        return GetShardIteratorResponse.builder()
                .shardIterator(
                        request.shardId() + " " + request.shardIteratorTypeAsString() + " " + request.timestamp())
                .build();
    }

    @Override
    public GetRecordsResponse getRecords(GetRecordsRequest request) {
        named.add(String.valueOf(request.streamARN()));
        read.add(request.shardIterator() + " limit " + request.limit());
        if (failure != null) {
            throw failure;
        }
        return page;
    }

    @Override
    public String serviceName() {
        return KinesisClient.SERVICE_NAME;
    }

    @Override
    public void close() {
        closed = true;
    }
}
