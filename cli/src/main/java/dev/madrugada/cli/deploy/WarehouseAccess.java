package dev.madrugada.cli.deploy;

import dev.madrugada.aws.secrets.WarehouseArguments;
import dev.madrugada.aws.secrets.WarehouseSecret;
import dev.madrugada.common.error.MadrugadaException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * Prepares a warehouse that exists: attaches the role of COPY, lets the stack's security group in, and creates the datasets'
 * schemas. What cannot be done from here is left to a person, with the reason: a deployment does not fail by it, because a
 * warehouse may be reached from its VPC only.
 *
 * @param secrets reads the login
 */
record WarehouseAccess(
        WarehouseSettings settings, Function<WarehouseArguments, WarehouseSecret> secrets, SchemaSession schemas)
        implements FirstNight {
    @Override
    public List<String> prepare(Stack stack, Environment environment) {
        Set<String> names = new LinkedHashSet<>();
        environment
                .datasets()
                .forEach(dataset -> names.add(dataset.contract().warehouse().schema()));
        List<String> lines = new ArrayList<>();
        Optional<WarehouseArguments> arguments = environment.file().warehouse();
        if (arguments.isEmpty()) {
            // The stack made the workgroup, with its role and its group.
            lines.add(left(
                    "create the schemas " + String.join(", ", names), "the workgroup is in a VPC without a way out"));
            return lines;
        }
        WarehouseSecret login;
        try {
            login = secrets.apply(arguments.get());
        } catch (MadrugadaException unreadable) {
            lines.add(left(
                    "attach the role of COPY, let the security group in, create the schemas "
                            + String.join(", ", names),
                    String.valueOf(unreadable.getMessage())));
            return lines;
        }
        String role = Stacks.requireOutput(stack, "CopyRoleArn");
        String group = Stacks.requireOutput(stack, "SecurityGroup");
        add(lines, "attach the role " + role, () -> settings.attach(login.host(), role));
        add(lines, "let the group " + group + " in", () -> settings.letIn(login.host(), login.port(), group));
        names.forEach(name -> add(lines, "create the schema " + name, () -> schemas.create(login, name)));
        return lines;
    }

    /** One thing to prepare; answers what was done, or nothing if it was there already. */
    @FunctionalInterface
    private interface Step {
        Optional<String> prepare();
    }

    private static void add(List<String> lines, String what, Step step) {
        try {
            step.prepare().ifPresent(lines::add);
        } catch (MadrugadaException refused) {
            lines.add(left(what, String.valueOf(refused.getMessage())));
        }
    }

    private static String left(String what, String why) {
        return "left to you: " + what + " (" + why + ")";
    }
}
