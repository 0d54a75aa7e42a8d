package dev.madrugada.localstack.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** One action of a JSON service: takes the request's fields, gives the answer's. */
@FunctionalInterface
public interface Action {
    ObjectNode perform(Input input) throws IOException, ServiceException;
}
