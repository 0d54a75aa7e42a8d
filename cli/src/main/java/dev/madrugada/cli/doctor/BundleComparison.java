package dev.madrugada.cli.doctor;

import dev.madrugada.cli.doctor.check.Outcome;
import dev.madrugada.cli.doctor.check.Status;
import dev.madrugada.cli.doctor.evidence.EvidenceBundle;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code --compare} finds: a failed outcome for each question that this run's endpoints answered otherwise than the file
 * says, then one outcome that counts what was compared.
 *
 * @param file what {@code --evidence} wrote in another run
 */
record BundleComparison(Path file, EvidenceBundle there) {
    private static final String CHECK = "evidence";

    /** @throws dev.madrugada.common.error.MadrugadaException InvalidArguments or InputMissing if it is no such file */
    static BundleComparison with(Path file) {
        try {
            return new BundleComparison(file, EvidenceBundle.read(Files.readAllBytes(file), file.toString()));
        } catch (IOException failed) {
            throw Fault.of(ErrorCode.InvalidArguments)
                    .at("--compare")
                    .what(file + " cannot be read")
                    .because(failed.getClass().getSimpleName())
                    .fix("name a file that --evidence wrote")
                    .exception(failed);
        }
    }

    List<Outcome> of(EvidenceBundle here) {
        List<Outcome> outcomes = new ArrayList<>();
        for (String difference : here.differences(there)) {
            outcomes.add(new Outcome(
                    CHECK,
                    Status.FAILED,
                    difference,
                    "find out which setting is different; if there is none, and one of both files is the local stack's,"
                            + " then the local stack is wrong here: return the bundle of --evidence"));
        }
        int compared = here.questions() - here.unmatched(there).size();
        outcomes.add(new Outcome(
                CHECK,
                Status.OK,
                compared + " questions compared with " + file + ", " + outcomes.size() + " answered otherwise; "
                        + (here.questions() - compared) + " are not in the file",
                ""));
        return outcomes;
    }
}
