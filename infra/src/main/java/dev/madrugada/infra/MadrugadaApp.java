package dev.madrugada.infra;

import dev.madrugada.infra.deployment.Deployment;
import dev.madrugada.infra.deployment.DeploymentFile;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.nio.file.Path;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;

/**
 * The CDK app. The context {@code deployment} names a deployment file; without it, the template has parameters. cdk-nag's
 * AwsSolutions checks every synthesis.
 */
public final class MadrugadaApp {
    private MadrugadaApp() {}

    public static void main(String[] args) {
        App app = new App();
        Path root = Path.of(System.getProperty("madrugada.root", "."));
        Object file = app.getNode().tryGetContext("deployment");
        if (file == null) {
            withParameters(app, root);
        } else {
            of(app, DeploymentFile.read(Path.of(file.toString())), root);
        }
        app.synth();
    }

    /** The stack whose values are parameters. */
    static MadrugadaStack withParameters(App app, Path root) {
        return checked(new MadrugadaStack(app, "madrugada", new TemplateParameters(), root));
    }

    /** The stack of a deployment file. */
    static MadrugadaStack of(App app, Deployment deployment, Path root) {
        return checked(new MadrugadaStack(app, "madrugada-" + deployment.environment(), stack -> deployment, root));
    }

    private static MadrugadaStack checked(MadrugadaStack stack) {
        Aspects.of(stack).add(AwsSolutionsChecks.Builder.create().build());
        return stack;
    }
}
