package dev.madrugada.localstack.cloudformation;

import dev.madrugada.localstack.http.Xml;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Results as XML. Long lists come in pages, smaller than AWS's, so that a client that reads one page only is found out. */
final class StackXml {
    private static final int PAGE = 20;

    private StackXml() {}

    static String created(Stack stack, ChangeSet changeSet) {
        return Xml.text("Id", changeSet.id()) + Xml.text("StackId", stack.id());
    }

    static String described(Stack stack, ChangeSet changeSet, Map<String, String> form) {
        return Xml.text("ChangeSetName", changeSet.name())
                + Xml.text("ChangeSetId", changeSet.id())
                + Xml.text("StackId", stack.id())
                + Xml.text("StackName", stack.name())
                + Xml.text("Status", changeSet.status())
                + Xml.text("StatusReason", changeSet.reason())
                + page("Changes", changeSet.isNew() ? List.of() : changeSet.changes(), form, StackXml::change);
    }

    private static String change(ResourceChange change) {
        return Xml.of(
                "member",
                Xml.text("Type", "Resource"),
                Xml.of(
                        "ResourceChange",
                        Xml.text("Action", change.action().text()),
                        Xml.text("LogicalResourceId", change.id()),
                        Xml.text("ResourceType", change.type())));
    }

    static String stack(Stack stack) {
        StringBuilder outputs = new StringBuilder();
        stack.outputs()
                .forEach((key, value) ->
                        outputs.append(Xml.of("member", Xml.text("OutputKey", key), Xml.text("OutputValue", value))));
        return Xml.of(
                "Stacks",
                Xml.of(
                        "member",
                        Xml.text("StackId", stack.id()),
                        Xml.text("StackName", stack.name()),
                        Xml.text("StackStatus", stack.status()),
                        Xml.text("StackStatusReason", stack.reason()),
                        Xml.of("Outputs", outputs.toString())));
    }

    static String events(Stack stack, Map<String, String> form) {
        return page(
                "StackEvents",
                stack.events(),
                form,
                event -> Xml.of(
                        "member",
                        Xml.text("StackId", stack.id()),
                        Xml.text("StackName", stack.name()),
                        Xml.text("LogicalResourceId", event.id()),
                        Xml.text("PhysicalResourceId", event.physical()),
                        Xml.text("ResourceType", event.type()),
                        Xml.text("ResourceStatus", event.status()),
                        Xml.text("ResourceStatusReason", event.reason()),
                        Xml.text("Timestamp", event.at().toString())));
    }

    static String resources(Stack stack) {
        StringBuilder members = new StringBuilder();
        stack.physical()
                .forEach((id, name) -> members.append(Xml.of(
                        "member",
                        Xml.text("LogicalResourceId", id),
                        Xml.text("PhysicalResourceId", name),
                        Xml.text("ResourceType", stack.template().type(id)))));
        return Xml.of("StackResourceSummaries", members.toString());
    }

    private static <T> String page(String name, List<T> all, Map<String, String> form, Function<T, String> member) {
        int from = Integer.parseInt(form.getOrDefault("NextToken", "0"));
        int to = Math.min(all.size(), from + PAGE);
        StringBuilder members = new StringBuilder();
        all.subList(from, to).forEach(each -> members.append(member.apply(each)));
        return Xml.of(name, members.toString()) + (to < all.size() ? Xml.text("NextToken", String.valueOf(to)) : "");
    }
}
