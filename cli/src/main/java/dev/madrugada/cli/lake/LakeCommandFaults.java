package dev.madrugada.cli.lake;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import java.net.URI;

/** The faults of the commands that keep house in a lake. */
final class LakeCommandFaults {
    private LakeCommandFaults() {}

    static Fault nothingThere(URI lake) {
        return Fault.of(ErrorCode.InputMissing)
                .at(lake.toString())
                .what("no table is there")
                .because("no night has published there yet, or it is not a lake's root")
                .fix("correct --lake and --dataset");
    }
}
