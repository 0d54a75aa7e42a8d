package dev.madrugada.infra;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.infra.deployment.Deployment;
import dev.madrugada.infra.deployment.DeploymentFile;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.cxapi.CloudAssembly;
import software.amazon.awscdk.cxapi.SynthesisMessageLevel;

/**
 * The CDK app. The context {@code deployment} names a deployment file; without it, the template has parameters. cdk-nag's
 * AwsSolutions checks every synthesis.
 */
public final class MadrugadaApp {
    private MadrugadaApp() {}

    public static void main(String[] args) {
        try {
            synthesise();
        } catch (MadrugadaException invalid) {
            System.err.println(invalid.getMessage());
            System.exit(invalid.code().category().exitStatus());
        }
    }

    private static void synthesise() {
        App app = new App();
        Path root = Path.of(System.getProperty("madrugada.root", "."));
        Object file = app.getNode().tryGetContext("deployment");
        MadrugadaStack stack =
                file == null ? withParameters(app, root) : of(app, DeploymentFile.read(Path.of(file.toString())), root);
        List<String> broken = errors(app.synth(), stack);
        if (!broken.isEmpty()) {
            throw Fault.of(ErrorCode.InvalidArguments)
                    .at(String.valueOf(file))
                    .what(String.join(", ", broken))
                    .because("cdk-nag refuses the stack of this deployment")
                    .fix("change the deployment file so that the rule holds")
                    .exception();
        }
    }

    /** The errors that were added to a stack, such as broken rules of cdk-nag: the CDK's command line refuses them too. */
    @SuppressWarnings("deprecation") // the messages of annotations have no other type
    static List<String> errors(CloudAssembly assembly, MadrugadaStack stack) {
        return assembly.getStackArtifact(stack.getArtifactId()).getMessages().stream()
                .filter(message -> message.getLevel() == SynthesisMessageLevel.ERROR)
                .map(message -> message.getId() + ": " + message.getEntry().getData())
                .toList();
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
