package dev.madrugada.localstack.gluejob;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.localstack.http.ServiceException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Entities of one kind by name: jobs, crawlers or triggers. */
final class Definitions {
    private final String kind;
    private final Map<String, ObjectNode> byName = new LinkedHashMap<>();

    Definitions(String kind) {
        this.kind = kind;
    }

    synchronized void create(String name, ObjectNode definition) throws ServiceException {
        if (byName.putIfAbsent(name, definition) != null) {
            throw new ServiceException("AlreadyExistsException", kind + " with name " + name + " already exists.");
        }
    }

    /** Replaces a whole definition. */
    synchronized void replace(String name, ObjectNode definition) throws ServiceException {
        var unused = require(name);
        byName.put(name, definition);
    }

    /** Deletes a definition; one that does not exist is no error. */
    synchronized void delete(String name) {
        byName.remove(name);
    }

    synchronized ObjectNode require(String name) throws ServiceException {
        ObjectNode found = byName.get(name);
        if (found == null) {
            throw new ServiceException("EntityNotFoundException", kind + " with name " + name + " not found.");
        }
        return found;
    }
}
