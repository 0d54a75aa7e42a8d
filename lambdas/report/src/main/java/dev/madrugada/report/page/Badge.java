package dev.madrugada.report.page;

import dev.madrugada.common.run.Conservation;
import dev.madrugada.common.text.Numbers;
import dev.madrugada.report.proof.NightProof;
import java.util.ArrayList;
import java.util.List;

/**
 * A short summary of the night for the page, the mail and the mail's subject.
 *
 * @param remarks the reasons why the night is not clean, most severe first; empty if it is clean
 */
record Badge(Level level, List<String> remarks) {
    /** How urgently people should look at the night. */
    enum Level {
        /** No action: the figures agree, no record was refused, and all rules passed. */
        CLEAN,
        /** Look at the report: the figures agree, but records were refused or there are warnings. */
        ATTENTION,
        /** Investigate: the figures do not agree, or a blocking rule failed or was not evaluated. */
        NOT_PROVED
    }

    Badge {
        remarks = List.copyOf(remarks);
    }

    static Badge of(NightProof proof) {
        List<String> remarks = new ArrayList<>();
        if (!proof.agrees()) {
            remarks.add("not proved");
        }
        proof.conservation()
                .filter(conservation -> conservation.quarantined() > 0)
                .map(Badge::refused)
                .ifPresent(remarks::add);
        long warnings = proof.warnings();
        if (warnings > 0) {
            remarks.add(TextFormat.quantity(warnings, "warning"));
        }
        if (!proof.agrees()) {
            return new Badge(Level.NOT_PROVED, remarks);
        }
        return new Badge(remarks.isEmpty() ? Level.CLEAN : Level.ATTENTION, remarks);
    }

    /** The text of the badge. */
    String text() {
        return switch (level) {
            case CLEAN -> "✓ Complete, clean, loaded once";
            case ATTENTION -> "! " + TextFormat.capitalised(String.join(" · ", remarks));
            case NOT_PROVED -> "✗ " + TextFormat.capitalised(String.join(" · ", remarks));
        };
    }

    /** The meaning of the badge's level, as a sentence. */
    String explanation() {
        return switch (level) {
            case CLEAN ->
                "Every record that arrived is accounted for, no record was refused, and the warehouse has each"
                        + " published row exactly once.";
            case ATTENTION ->
                "Every record that arrived is accounted for, and the warehouse has each published row exactly once."
                        + " Look at the refused records and the warnings.";
            case NOT_PROVED ->
                "The figures of this night do not agree, or a quality rule failed or was not evaluated. See the proof of"
                        + " the night in the report.";
        };
    }

    private static String refused(Conservation conservation) {
        return Numbers.grouped(conservation.quarantined()) + " of " + Numbers.grouped(conservation.raw()) + " refused";
    }
}
