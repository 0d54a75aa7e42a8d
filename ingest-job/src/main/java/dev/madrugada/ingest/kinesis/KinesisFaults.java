package dev.madrugada.ingest.kinesis;

import dev.madrugada.common.error.Causes;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.kinesis.InvalidOptionsException;
import dev.madrugada.kinesis.KinesisSourceException;
import dev.madrugada.kinesis.RecordsExpiredException;
import dev.madrugada.kinesis.StreamRefusedException;
import dev.madrugada.kinesis.StreamThrottledException;
import java.util.Optional;

/** What the source's failures mean to a night, by type, wherever they stand in the chain of causes. */
final class KinesisFaults {
    private KinesisFaults() {}

    /** The failure with its code; empty if it did not come from the source. */
    static Optional<MadrugadaException> of(String where, Throwable failed) {
        return Causes.first(KinesisSourceException.class, failed).map(source -> coded(where, source));
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
            case InputMissing -> "Kinesis will not serve this stream to this role";
            case SourceThrottled -> "other consumers share the stream's reads";
            default -> "Kinesis failed or is out of reach";
        };
    }

    private static String fix(ErrorCode code) {
        return switch (code) {
            case InvalidArguments ->
                "correct --date or the argument it names, and start the night once the day has settled";
            case RecordsExpired -> "raise the stream's retention to 48 h or more, and bring what is gone from a copy";
            case InputMissing -> "correct source.kinesis.stream in dataset.yaml, the region, or the role";
            default -> "the night is retried; if it comes back, see the stream's metrics and the network path";
        };
    }

    /** The source's message starts with a kind of its own, as ours do with a code. */
    private static String withoutKind(KinesisSourceException failed) {
        String message = String.valueOf(failed.getMessage());
        return message.substring(message.indexOf(": ") + 2);
    }
}
