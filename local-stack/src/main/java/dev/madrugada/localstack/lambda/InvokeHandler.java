package dev.madrugada.localstack.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * {@code InvokeHandler <handler class> <event file> <result file>}: invokes a Lambda handler once, as Lambda's Java
 * runtime does. On success the result file receives the handler's output and the exit status is 0. If the handler
 * throws, the result file receives {@code errorType}, {@code errorMessage} and {@code stackTrace} as JSON and the exit
 * status is 1. Wrong arguments give exit status 64.
 */
public final class InvokeHandler {
    private InvokeHandler() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            System.err.println("usage: InvokeHandler <handler class> <event file> <result file>");
            System.exit(64);
        }
        Path result = Path.of(args[2]);
        int status;
        try {
            write(result, answer(args[0], Path.of(args[1])));
            status = 0;
        } catch (Throwable e) { // an Error of the handler is reported in the same way as an exception
            e.printStackTrace();
            write(result, described(e).getBytes(StandardCharsets.UTF_8));
            status = 1;
        }
        // Exit explicitly: the handler may have left threads running, which Lambda would freeze.
        System.exit(status);
    }

    private static byte[] answer(String handlerClass, Path event) throws IOException, ReflectiveOperationException {
        RequestStreamHandler handler = handler(handlerClass);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (InputStream in = Files.newInputStream(event)) {
            handler.handleRequest(in, answer, new LocalContext(handlerClass));
        }
        return answer.toByteArray();
    }

    /** A new instance of a handler. */
    static RequestStreamHandler handler(String handlerClass) throws ReflectiveOperationException {
        return Class.forName(handlerClass)
                .asSubclass(RequestStreamHandler.class)
                .getDeclaredConstructor()
                .newInstance();
    }

    private static void write(Path file, byte[] content) throws IOException {
        Path staged = file.resolveSibling(file.getFileName() + ".part");
        Files.write(staged, content);
        Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String described(Throwable e) {
        String trace = Arrays.stream(e.getStackTrace())
                .map(frame -> quoted(frame.toString()))
                .collect(Collectors.joining(","));
        return "{\"errorType\":" + quoted(e.getClass().getName()) + ",\"errorMessage\":"
                + quoted(String.valueOf(e.getMessage())) + ",\"stackTrace\":[" + trace + "]}";
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}
