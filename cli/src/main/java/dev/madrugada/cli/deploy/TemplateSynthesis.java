package dev.madrugada.cli.deploy;

/** Makes the template of a deployment's stack. */
@FunctionalInterface
interface TemplateSynthesis {
    /**
     * The template in JSON.
     *
     * @throws dev.madrugada.common.error.MadrugadaException InvalidArguments if the deployment file is invalid
     */
    String template(DeploymentFile deployment);
}
