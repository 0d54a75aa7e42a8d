package dev.madrugada.infra;

import software.amazon.awscdk.RemovalPolicy;

/**
 * The removal policy of what stays when the stack is deleted. If the creation of the stack is rolled back, nothing stays:
 * otherwise the next creation would find names that are taken.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html">
 *     RetainExceptOnCreate</a>
 */
final class Kept {
    static final RemovalPolicy POLICY = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;

    private Kept() {}
}
