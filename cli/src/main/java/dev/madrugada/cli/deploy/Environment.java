package dev.madrugada.cli.deploy;

import dev.madrugada.common.contract.DatasetFolder;
import java.util.List;

/**
 * All that a deployment brings to AWS.
 *
 * @param file with the keys of the artifacts
 * @param artifacts those that the template uses
 * @param template in JSON
 * @param datasets the folders of the datasets, in the file's order
 */
record Environment(DeploymentFile file, List<Artifact> artifacts, String template, List<DatasetFolder> datasets) {
    Environment {
        artifacts = List.copyOf(artifacts);
        datasets = List.copyOf(datasets);
    }

    /** Makes the template, and leaves out the artifacts that it does not use. */
    static Environment of(
            DeploymentFile file, List<Artifact> all, TemplateSynthesis synthesis, List<DatasetFolder> datasets) {
        DeploymentFile complete = file.with(all);
        String template = synthesis.template(complete);
        List<Artifact> used = all.stream()
                .filter(artifact -> template.contains(file.prefix() + artifact.name()))
                .toList();
        return new Environment(complete, used, template, datasets);
    }

    String stack() {
        return "madrugada-" + file.environment();
    }
}
