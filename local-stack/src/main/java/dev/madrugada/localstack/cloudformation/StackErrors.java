package dev.madrugada.localstack.cloudformation;

import dev.madrugada.localstack.http.ServiceException;

/**
 * CloudFormation's errors, with its wording where a client has nothing else to go by.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html">errors of
 *     CreateChangeSet</a>
 */
final class StackErrors {
    private StackErrors() {}

    static ServiceException validation(String message) {
        return new ServiceException("ValidationError", message);
    }

    static ServiceException noStack(String name) {
        return validation("Stack with id " + name + " does not exist");
    }

    static ServiceException noChangeSet(String name) {
        return new ServiceException("ChangeSetNotFound", "ChangeSet [" + name + "] does not exist");
    }

    static ServiceException changeSetExists(String name) {
        return new ServiceException("AlreadyExistsException", "ChangeSet " + name + " already exists");
    }

    static ServiceException noCapability() {
        return new ServiceException(
                "InsufficientCapabilitiesException", "Requires capabilities : [CAPABILITY_NAMED_IAM]");
    }

    static ServiceException inState(String stack, String status) {
        return validation("Stack:" + stack + " is in " + status + " state and can not be updated.");
    }

    static ServiceException notExecutable(String name, String status) {
        return new ServiceException(
                "InvalidChangeSetStatus",
                "ChangeSet [" + name + "] cannot be executed in its current status of [" + status + "]");
    }
}
