/**
 * Deploys an environment as a CloudFormation stack, with its artifacts and datasets, and destroys it. Uses the package, the
 * check of datasets, and the CDK app of infra as a process.
 */
@NullMarked
package dev.madrugada.cli.deploy;

import org.jspecify.annotations.NullMarked;
