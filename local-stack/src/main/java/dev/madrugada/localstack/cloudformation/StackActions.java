package dev.madrugada.localstack.cloudformation;

import dev.madrugada.localstack.http.ServiceException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The actions, by their forms. Thread-safe. */
final class StackActions {
    /** @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html">quotas</a> */
    private static final int LONGEST_BODY = 51_200;

    private final ExistingResources existing;
    private final ObjectSource s3;
    private final Clock clock;
    private final List<Stack> stacks = new ArrayList<>();

    StackActions(ExistingResources existing, ObjectSource s3, Clock clock) {
        this.existing = existing;
        this.s3 = s3;
        this.clock = clock;
    }

    /** The content of the result element. */
    synchronized String answer(String action, Map<String, String> form) throws ServiceException {
        return switch (action) {
            case "CreateChangeSet" -> createChangeSet(form);
            case "DescribeChangeSet" -> describeChangeSet(form);
            case "ExecuteChangeSet" -> executeChangeSet(form);
            case "DeleteChangeSet" -> deleteChangeSet(form);
            case "DescribeStacks" -> describeStacks(form);
            case "DescribeStackEvents" -> StackXml.events(find(form), form);
            case "ListStackResources" -> StackXml.resources(require(form));
            case "DeleteStack" -> deleteStack(form);
            default -> throw new ServiceException("InvalidAction", "Could not find operation " + action);
        };
    }

    private String createChangeSet(Map<String, String> form) throws ServiceException {
        String name = form.getOrDefault("ChangeSetName", "");
        boolean isCreation = form.getOrDefault("ChangeSetType", "UPDATE").equals("CREATE");
        Template template = Template.parse(text(form));
        if (template.namesRoles() && !form.containsValue("CAPABILITY_NAMED_IAM")) {
            throw StackErrors.noCapability();
        }
        Stack stack = isCreation ? inReview(form) : require(form);
        if (stack.changeSets().containsKey(name)) {
            throw StackErrors.changeSetExists(name);
        }
        boolean isUsable = isCreation
                ? stack.status().equals("REVIEW_IN_PROGRESS")
                : stack.status().endsWith("_COMPLETE") && !stack.status().equals("ROLLBACK_COMPLETE");
        if (!isUsable) {
            throw StackErrors.inState(stack.id(), stack.status());
        }
        ChangeSet changeSet = new ChangeSet(
                name,
                template,
                stack.template().changesTo(template),
                form.getOrDefault("ImportExistingResources", "false").equals("true"),
                true);
        stack.changeSets().put(name, changeSet);
        return StackXml.created(stack, changeSet);
    }

    private String text(Map<String, String> form) throws ServiceException {
        String body = form.get("TemplateBody");
        if (body != null) {
            if (body.length() > LONGEST_BODY) {
                throw StackErrors.validation("1 validation error detected: Value at 'templateBody' failed to satisfy"
                        + " constraint: Member must have length less than or equal to " + LONGEST_BODY);
            }
            return body;
        }
        try {
            return new String(s3.read(URI.create(form.getOrDefault("TemplateURL", ""))), StandardCharsets.UTF_8);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw StackErrors.validation("S3 error: Access Denied");
        }
    }

    /** The stack of a change set that creates it. */
    private Stack inReview(Map<String, String> form) {
        String name = form.getOrDefault("StackName", "");
        return stacks.stream()
                .filter(stack -> stack.name().equals(name) && !stack.isDeleted())
                .findFirst()
                .orElseGet(() -> {
                    Stack stack = new Stack(name, stacks.size(), clock);
                    stack.of("REVIEW_IN_PROGRESS", "User Initiated");
                    stacks.add(stack);
                    return stack;
                });
    }

    private String describeChangeSet(Map<String, String> form) throws ServiceException {
        Stack stack = require(form);
        ChangeSet changeSet = requireChangeSet(stack, form);
        stack.changeSets().put(changeSet.name(), changeSet.described());
        return StackXml.described(stack, changeSet, form);
    }

    private String executeChangeSet(Map<String, String> form) throws ServiceException {
        Stack stack = require(form);
        ChangeSet changeSet = requireChangeSet(stack, form);
        if (!changeSet.status().equals("CREATE_COMPLETE")) {
            throw StackErrors.notExecutable(changeSet.name(), changeSet.status());
        }
        // The change sets of a stack end with the first that is executed.
        stack.changeSets().clear();
        String status = stack.template().equals(Template.EMPTY) ? "CREATE_IN_PROGRESS" : "UPDATE_IN_PROGRESS";
        stack.begin(status, new StackUpdate(stack, changeSet, existing, s3));
        return "";
    }

    private String deleteChangeSet(Map<String, String> form) throws ServiceException {
        require(form).changeSets().remove(form.getOrDefault("ChangeSetName", ""));
        return "";
    }

    private String describeStacks(Map<String, String> form) throws ServiceException {
        Stack stack = find(form);
        stack.describe();
        return StackXml.stack(stack);
    }

    private String deleteStack(Map<String, String> form) {
        String name = form.getOrDefault("StackName", "");
        stacks.stream()
                .filter(stack -> stack.name().equals(name) || stack.id().equals(name))
                .filter(stack -> !stack.isDeleted())
                .findFirst()
                .ifPresent(stack -> {
                    stack.changeSets().clear();
                    stack.begin("DELETE_IN_PROGRESS", new StackDeletion(stack, existing));
                });
        return "";
    }

    private static ChangeSet requireChangeSet(Stack stack, Map<String, String> form) throws ServiceException {
        String name = form.getOrDefault("ChangeSetName", "");
        ChangeSet changeSet = stack.changeSets().get(name);
        if (changeSet == null) {
            throw StackErrors.noChangeSet(name);
        }
        return changeSet;
    }

    private Stack require(Map<String, String> form) throws ServiceException {
        Stack stack = find(form);
        if (stack.isDeleted()) {
            throw StackErrors.noStack(stack.name());
        }
        return stack;
    }

    /** A stack by its id, also if it is deleted, or by its name, if it is not. */
    private Stack find(Map<String, String> form) throws ServiceException {
        String name = form.getOrDefault("StackName", "");
        return stacks.stream()
                .filter(stack -> stack.id().equals(name) || (stack.name().equals(name) && !stack.isDeleted()))
                .findFirst()
                .orElseThrow(() -> StackErrors.noStack(name));
    }
}
