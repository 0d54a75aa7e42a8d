package dev.madrugada.localstack.cloudformation;

import java.time.Instant;

/** A step of an operation on a stack. */
record StackEvent(String id, String physical, String type, String status, String reason, Instant at) {
    static final String STACK = "AWS::CloudFormation::Stack";
}
