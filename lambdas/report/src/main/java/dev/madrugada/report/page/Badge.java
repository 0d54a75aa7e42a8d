package dev.madrugada.report.page;

import dev.madrugada.common.run.Conservation;
import dev.madrugada.common.text.Numbers;
import dev.madrugada.report.proof.NightProof;
import java.util.ArrayList;
import java.util.List;

/**
 * The night in a few words: on the page, in the mail and in its subject.
 *
 * @param remarks what keeps the night from being clean, gravest first; empty if nothing does
 */
record Badge(Level level, List<String> remarks) {
    /** What people should do about the night. */
    enum Level {
        /** Nothing: the figures agree, no record was refused, and every rule was met. */
        CLEAN,
        /** Look: the figures agree, but records were refused or there are warnings. */
        ATTENTION,
        /** Find out: the figures do not agree, or a rule that blocks was not met or not evaluated. */
        NOT_PROVED
    }

    Badge {
        remarks = List.copyOf(remarks);
    }

    static Badge of(NightProof proof) {
        List<String> remarks = new ArrayList<>();
        if (!proof.holds()) {
            remarks.add("not proved");
        }
        proof.conservation()
                .filter(conservation -> conservation.quarantined() > 0)
                .map(Badge::refused)
                .ifPresent(remarks::add);
        long warnings = proof.warnings();
        if (warnings > 0) {
            remarks.add(Words.counted(warnings, "warning"));
        }
        if (!proof.holds()) {
            return new Badge(Level.NOT_PROVED, remarks);
        }
        return new Badge(remarks.isEmpty() ? Level.CLEAN : Level.ATTENTION, remarks);
    }

    /** The badge as one phrase. */
    String text() {
        return switch (level) {
            case CLEAN -> "✓ Complete, clean, loaded once";
            case ATTENTION -> "! " + Words.capitalised(String.join(" · ", remarks));
            case NOT_PROVED -> "✗ " + Words.capitalised(String.join(" · ", remarks));
        };
    }

    /** What the badge's level means. */
    String sentence() {
        return switch (level) {
            case CLEAN ->
                "Every record that arrived is accounted for, none was refused, and the warehouse holds the published"
                        + " rows once.";
            case ATTENTION ->
                "Every record that arrived is accounted for, and the warehouse holds the published rows once."
                        + " Look at what was refused or warned of.";
            case NOT_PROVED ->
                "The figures of this night do not agree, or its rules were not all met: see the night's proof.";
        };
    }

    private static String refused(Conservation conservation) {
        return Numbers.grouped(conservation.quarantined()) + " of " + Numbers.grouped(conservation.raw()) + " refused";
    }
}
