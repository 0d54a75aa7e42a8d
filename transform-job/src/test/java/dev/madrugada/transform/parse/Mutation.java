package dev.madrugada.transform.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changes JSON texts at random: some changes keep the record valid, some make it invalid, some break the JSON. */
final class Mutation {
    private static final JsonFactory JSON = new JsonFactory();

    private final Random random;

    /** A token of a JSON text that was read, from its first character to after its last one. */
    private record Token(JsonToken kind, int from, int to) {
        boolean isValue() {
            return kind.isScalarValue();
        }
    }

    Mutation(Random random) {
        this.random = random;
    }

    /** The changed bytes of a valid JSON object. */
    byte[] mutated(String json) {
        String text = json;
        for (int i = random.nextInt(1, 3); i > 0; i--) {
            text = mutatedText(text);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return random.nextInt(5) == 0 ? mutatedBytes(bytes) : bytes;
    }

    private String mutatedText(String text) {
        List<Token> tokens = tokens(text);
        if (tokens.isEmpty()) {
            return text;
        }
        Token token = tokens.get(random.nextInt(tokens.size()));
        return switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> insert(text, token.from(), " \n\t\r".substring(0, random.nextInt(1, 5)));
            case 4, 5 -> escaped(text, token);
            case 6, 7 -> otherLetter(text, token);
            case 8 -> token.isValue() ? replace(text, token, RandomJson.value(random)) : text + " ";
            case 9 -> token.isValue() ? replace(text, token, RandomJson.hostile(random)) : "\ufeff" + text;
            case 10 -> token.isValue() ? replace(text, token, "null") : text + "\n";
            case 11 -> token.isValue() ? swapped(text, token, tokens) : insert(text, token.from(), " ");
            case 12 -> twice(text, token, tokens);
            case 13 -> added(text, token);
            case 14 -> token.kind() == JsonToken.VALUE_NUMBER_INT ? replace(text, token, number()) : text + " ";
            default -> random.nextInt(6) == 0 ? text + RandomJson.value(random) : "\ufeff" + text;
        };
    }

    private byte[] mutatedBytes(byte[] bytes) {
        byte[] changed = bytes.clone();
        switch (random.nextInt(4)) {
            case 0 -> changed = java.util.Arrays.copyOf(changed, random.nextInt(changed.length + 1));
            case 1 -> {
                int from = random.nextInt(changed.length);
                int to = Math.min(changed.length, from + random.nextInt(1, 9));
                byte[] longer = new byte[changed.length + to - from];
                System.arraycopy(changed, 0, longer, 0, to);
                System.arraycopy(changed, from, longer, to, changed.length - from);
                changed = longer;
            }
            default -> {
                for (int hit = random.nextInt(1, 4); hit > 0; hit--) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                }
            }
        }
        return changed;
    }

    private String number() {
        return switch (random.nextInt(4)) {
            case 0 -> String.valueOf(random.nextLong());
            case 1 -> random.nextInt(1000) + "." + random.nextInt(1000);
            case 2 -> random.nextInt(100) + "e" + random.nextInt(-20, 20);
            default -> String.valueOf(random.nextInt(-9, 9));
        };
    }

    private static String insert(String text, int at, String inserted) {
        return text.substring(0, at) + inserted + text.substring(at);
    }

    private static String replace(String text, Token token, String replacement) {
        return text.substring(0, token.from()) + replacement + text.substring(token.to());
    }

    /** The first letter of a text or a name, written as an escape. */
    private static String escaped(String text, Token token) {
        int at = token.from() + 1;
        return at < token.to() && isText(token) && Character.isLetterOrDigit(text.charAt(at))
                ? text.substring(0, at) + String.format("\\u%04x", (int) text.charAt(at)) + text.substring(at + 1)
                : insert(text, token.from(), "\n");
    }

    private String otherLetter(String text, Token token) {
        int at = token.from() + random.nextInt(Math.max(1, token.to() - token.from()));
        return token.kind() == JsonToken.VALUE_STRING && Character.isLetter(text.charAt(at))
                ? text.substring(0, at) + (char) ('a' + random.nextInt(26)) + text.substring(at + 1)
                : insert(text, token.from(), "  ");
    }

    private static boolean isText(Token token) {
        return token.kind() == JsonToken.VALUE_STRING || token.kind() == JsonToken.FIELD_NAME;
    }

    private String swapped(String text, Token token, List<Token> tokens) {
        List<Token> values = tokens.stream().filter(Token::isValue).toList();
        Token other = values.get(random.nextInt(values.size()));
        Token first = token.from() < other.from() ? token : other;
        Token second = token.from() < other.from() ? other : token;
        return first.equals(second)
                ? text
                : text.substring(0, first.from())
                        + text.substring(second.from(), second.to())
                        + text.substring(first.to(), second.from())
                        + text.substring(first.from(), first.to())
                        + text.substring(second.to());
    }

    /** A field is written twice: before the token, which is a name, or at the payload's start. */
    private String twice(String text, Token token, List<Token> tokens) {
        List<Token> names = tokens.stream()
                .filter(name -> name.kind() == JsonToken.FIELD_NAME)
                .toList();
        if (names.isEmpty()) {
            return text + " ";
        }
        Token name = token.kind() == JsonToken.FIELD_NAME ? token : names.get(random.nextInt(names.size()));
        String value = random.nextBoolean() ? RandomJson.value(random) : "{\"x\":1,\"x\":2}";
        return insert(text, name.from(), text.substring(name.from(), name.to()) + ":" + value + ",");
    }

    private String added(String text, Token token) {
        String name = random.nextBoolean() ? "k1" : RandomJson.text(random, 2);
        String field = RandomJson.quoted(name) + ":" + RandomJson.value(random);
        return token.kind() == JsonToken.FIELD_NAME ? insert(text, token.from(), field + ",") : text + " ";
    }

    /** The tokens of a JSON text; those before the error if it is not JSON. Offsets count characters. */
    private static List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        try (JsonParser json = JSON.createParser(text)) {
            for (JsonToken kind = json.nextToken(); kind != null; kind = json.nextToken()) {
                int from = (int) json.currentTokenLocation().getCharOffset();
                json.finishToken();
                int to = kind == JsonToken.FIELD_NAME
                        ? nameEnd(text, from)
                        : (int) json.currentLocation().getCharOffset();
                if (kind.isScalarValue() || kind == JsonToken.FIELD_NAME) {
                    tokens.add(new Token(kind, from, to));
                }
            }
        } catch (com.fasterxml.jackson.core.JsonProcessingException malformed) {
            return tokens;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return tokens;
    }

    /** The parser has read the next value's start already when a name is current. */
    private static int nameEnd(String text, int from) {
        int at = from + 1;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }
}
