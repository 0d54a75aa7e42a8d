package dev.madrugada.common.run;

import java.util.List;

/**
 * What a stage found that people should see although the stage succeeded.
 *
 * @param refusals the reasons for which records of the arrival day were refused, most records first
 * @param warnings other findings that people should look at
 */
public record Findings(List<Refusal> refusals, List<RunWarning> warnings) {
    public static final Findings NONE = new Findings(List.of(), List.of());

    public Findings {
        refusals = List.copyOf(refusals);
        warnings = List.copyOf(warnings);
    }
}
