package dev.madrugada.infra;

import dev.madrugada.infra.deployment.Deployment;
import software.amazon.awscdk.Stack;

/** Answers what a stack deploys; may add parameters to the stack. */
@FunctionalInterface
interface DeploymentPlan {
    Deployment of(Stack stack);
}
