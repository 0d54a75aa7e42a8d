package dev.madrugada.cli.release;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.quality.Verdict;
import java.util.List;

/** The faults of a release that is not possible. */
final class ReleaseFaults {
    private ReleaseFaults() {}

    static Fault noVerdict(String dataset, Digest content) {
        return Fault.of(ErrorCode.InputMissing)
                .at("quality/" + dataset)
                .what("no verdict is about the content " + content)
                .because("quality has not evaluated this content, or the digest is of another dataset or lake")
                .fix("take the digest from the message of QualityGateFailed, or from the content in verdict.json");
    }

    static Fault passed(Verdict verdict) {
        return Fault.of(ErrorCode.InvalidArguments)
                .at("quality/" + verdict.dataset() + "/" + verdict.partition())
                .what("this content passed its rules")
                .because("only content that failed a rule needs a release")
                .fix("run the night again; the gate publishes it");
    }

    static Fault severalPartitions(String dataset, List<String> partitions) {
        return Fault.of(ErrorCode.InvalidArguments)
                .at("quality/" + dataset)
                .what("several partitions have this content: " + String.join(", ", partitions))
                .because("a release is for one partition")
                .fix("name it with --partition");
    }

    static Fault noReason() {
        return Fault.of(ErrorCode.InvalidArguments)
                .at("--reason")
                .what("the text is blank")
                .because("a release is recorded with its reason, and shown on the report")
                .fix("say why the content is good enough");
    }
}
