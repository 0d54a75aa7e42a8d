/**
 * CloudFormation: stacks, change sets and events, as far as a deployment uses them. A resource is its part of the template;
 * only buckets are really made. Uses the http package.
 */
@NullMarked
package dev.madrugada.localstack.cloudformation;

import org.jspecify.annotations.NullMarked;
