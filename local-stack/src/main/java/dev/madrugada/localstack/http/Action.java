package dev.madrugada.localstack.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** One action of a JSON service: receives the request's fields and returns the response's fields. */
@FunctionalInterface
public interface Action {
    ObjectNode perform(Input input) throws IOException, ServiceException;
}
