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

/** A connection that notes what it is asked, and refuses what it was told to refuse. */
final class FakeConnection {
    private final List<String> asked = new ArrayList<>();
    private final Map<String, SQLException> refusals = new HashMap<>();

    /** In order: {@code begin}, each statement's text, {@code commit}, {@code rollback}, {@code end}, {@code close}. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    FakeConnection refusing(String what, SQLException refusal) {
        refusals.put(what, refusal);
        return this;
    }

    Connection connection() {
        return proxy(Connection.class, (proxy, method, args) -> switch (method.getName()) {
            case "setAutoCommit" -> asked((boolean) args[0] ? "end" : "begin");
            case "commit", "rollback", "close" -> asked(method.getName());
            case "createStatement" -> statement();
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private Statement statement() {
        return proxy(Statement.class, (proxy, method, args) -> switch (method.getName()) {
            case "setEscapeProcessing", "close" -> null;
            case "execute" -> {
                asked((String) args[0]);
                yield false;
            }
            case "getLargeUpdateCount" -> 3L;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private Object asked(String what) throws SQLException {
        asked.add(what);
        SQLException refusal = refusals.get(what);
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
