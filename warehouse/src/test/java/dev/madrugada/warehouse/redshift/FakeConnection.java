package dev.madrugada.warehouse.redshift;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A JDBC connection that records its calls and throws the configured exceptions. */
final class FakeConnection {
    private final List<String> calls = new ArrayList<>();
    private final Map<String, SQLException> refusals = new HashMap<>();

    /**
     * The calls in order: {@code begin}, each statement's text, {@code commit}, {@code rollback}, {@code end},
     * {@code close}.
     */
    List<String> calls() {
        return List.copyOf(calls);
    }

    FakeConnection refusing(String what, SQLException refusal) {
        refusals.put(what, refusal);
        return this;
    }

    Connection connection() {
        return proxy(Connection.class, (proxy, method, args) -> switch (method.getName()) {
            case "setAutoCommit" -> record((boolean) args[0] ? "end" : "begin");
            case "commit", "rollback", "close" -> record(method.getName());
            case "createStatement" -> statement();
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private Statement statement() {
        return proxy(Statement.class, (proxy, method, args) -> switch (method.getName()) {
            case "setEscapeProcessing", "close" -> null;
            case "execute" -> {
                record((String) args[0]);
                yield false;
            }
            case "getLargeUpdateCount" -> 3L;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private Object record(String call) throws SQLException {
        calls.add(call);
        SQLException refusal = refusals.get(call);
        if (refusal != null) {
            throw refusal;
        }
        return Void.class;
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            Object answer = handler.invoke(proxy, method, args);
            return method.getReturnType() == void.class ? null : answer;
        }));
    }
}
