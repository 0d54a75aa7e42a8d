package dev.madrugada.cli.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Calls of a local stack's services and admin paths. All but status 200 is an error. */
record StackCalls(URI at, HttpClient http) {
    StackCalls(URI at) {
        this(at, HttpClient.newHttpClient());
    }

    /** Calls an action of the JSON protocol. */
    void call(String target, String json) {
        var unused = answerOf(target, json);
    }

    /** The names of all streams, as JSON. */
    String streams() {
        return answerOf("Kinesis_20131202.ListStreams", "{}");
    }

    private String answerOf(String target, String json) {
        return answered(HttpRequest.newBuilder(at)
                .header("X-Amz-Target", target)
                .header("Content-Type", "application/x-amz-json-1.1")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    String get(String path) {
        return answered(HttpRequest.newBuilder(at.resolve(path)).GET());
    }

    void post(String path, String body) {
        var unused = answered(HttpRequest.newBuilder(at.resolve(path)).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    void createStream(String name, int retentionHours) {
        call("Kinesis_20131202.CreateStream", "{\"StreamName\":\"" + name + "\",\"ShardCount\":1}");
        call(
                "Kinesis_20131202.IncreaseStreamRetentionPeriod",
                "{\"StreamName\":\"" + name + "\",\"RetentionPeriodHours\":" + retentionHours + "}");
    }

    void encryptStream(String name) {
        call(
                "Kinesis_20131202.StartStreamEncryption",
                "{\"StreamName\":\"" + name + "\",\"EncryptionType\":\"KMS\",\"KeyId\":\"alias/aws/kinesis\"}");
    }

    void createDatabase(String name) {
        call("AWSGlue.CreateDatabase", "{\"DatabaseInput\":{\"Name\":\"" + name + "\"}}");
    }

    void createJob(String stage, JobSettings settings) {
        call("AWSGlue.CreateJob", settings.json(stage));
    }

    private String answered(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.uri() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
