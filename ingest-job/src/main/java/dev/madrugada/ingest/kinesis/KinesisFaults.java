package dev.madrugada.ingest.kinesis;

import dev.madrugada.common.error.Causes;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.Window;
import dev.madrugada.kinesis.InvalidOptionsException;
import dev.madrugada.kinesis.KinesisSourceException;
import dev.madrugada.kinesis.RecordsExpiredException;
import dev.madrugada.kinesis.StreamRefusedException;
import dev.madrugada.kinesis.StreamThrottledException;
import java.util.Optional;

/** Maps the Kinesis source's exceptions, anywhere in the chain of causes, to error codes by their type. */
final class KinesisFaults {
    private static final String WITHOUT_THE_EXPIRED =
            "restore the records from a copy; to read what is left, pass --on-expired read-what-is-left, which"
                    + " publishes the hours as incomplete; keep the stream's retention at 48 h or more";

    private KinesisFaults() {}

    /** The classified failure; empty if no exception of the source is in the chain of causes. */
    static Optional<MadrugadaException> of(String where, Throwable failed) {
        return Causes.first(KinesisSourceException.class, failed).map(source -> coded(where, source));
    }

    /** Records of a span may have expired for good, as an earlier run's look at the stream shows. */
    static Fault expiredBefore(String where, Window span, StreamObservation seen) {
        return Fault.of(ErrorCode.RecordsExpired)
                .at(where)
                .what("records of [" + span.start() + ", " + span.end() + ") may have expired for good")
                .because("the stream keeps records for " + seen.retentionHours()
                        + " hours now, but a run saw a shorter retention by which those before " + seen.expiredBefore()
                        + " had expired, and a longer retention does not bring them back")
                .fix(WITHOUT_THE_EXPIRED);
    }

    /** The records of a span arrived in a stream that was deleted since then. */
    static Fault earlierStream(String where, Window span, StreamObservation seen) {
        return Fault.of(ErrorCode.RecordsExpired)
                .at(where)
                .what("the records of [" + span.start() + ", " + span.end() + ") are gone")
                .because("the stream was deleted and created again at " + seen.created()
                        + ", and a run saw the earlier stream at " + seen.earlierStreamSeen())
                .fix(WITHOUT_THE_EXPIRED);
    }

    /** The stream shows records of a published hour that the hour lacks. */
    static Fault lackedByPublished(String where, LakeTable raw, Partition hour, Continuity.Missing missing) {
        return Fault.of(ErrorCode.ConservationViolated)
                .at(where)
                .what(raw + " " + hour + " lacks " + missing.count() + " of the stream's records, the first in "
                        + missing.shard() + " with sequence number " + missing.sequenceNumber() + ", arrived at "
                        + missing.arrivedAt())
                .because("the hour is published as complete, so the records became visible after it was read, or were"
                        + " lost on the way")
                .fix("run the night of that hour again with --force while the stream still has them; if it comes back,"
                        + " raise --settle-delay and --max-out-of-orderness");
    }

    private static MadrugadaException coded(String where, KinesisSourceException failed) {
        ErrorCode code = code(failed);
        return Fault.of(code)
                .at(where)
                .what(withoutKind(failed))
                .because(why(code))
                .fix(fix(code))
                .exception(failed);
    }

    private static ErrorCode code(KinesisSourceException failed) {
        if (failed instanceof InvalidOptionsException) {
            return ErrorCode.InvalidArguments;
        }
        if (failed instanceof RecordsExpiredException) {
            return ErrorCode.RecordsExpired;
        }
        if (failed instanceof StreamRefusedException) {
            return ErrorCode.InputMissing;
        }
        return failed instanceof StreamThrottledException ? ErrorCode.SourceThrottled : ErrorCode.SourceUnavailable;
    }

    private static String why(ErrorCode code) {
        return switch (code) {
            case InvalidArguments -> "the day cannot be read as a window of the stream";
            case RecordsExpired -> "the stream keeps records for a shorter time than the night needs";
            case InputMissing -> "Kinesis does not let this role read this stream";
            case SourceThrottled -> "other consumers use the stream's read throughput";
            default -> "Kinesis failed or cannot be reached";
        };
    }

    private static String fix(ErrorCode code) {
        return switch (code) {
            case InvalidArguments ->
                "correct --date or the named argument, and start the night after the day's end plus settle-delay";
            case RecordsExpired ->
                "raise the stream's retention to 48 h or more, and restore the expired records from a copy";
            case InputMissing -> "correct source.kinesis.stream in dataset.yaml, the region, or the role";
            default -> "the night is retried; if it fails again, check the stream's metrics and the network path";
        };
    }

    /** The source's message without its first word, which is the kind of the error; the error code replaces it. */
    private static String withoutKind(KinesisSourceException failed) {
        String message = String.valueOf(failed.getMessage());
        return message.substring(message.indexOf(": ") + 2);
    }
}
