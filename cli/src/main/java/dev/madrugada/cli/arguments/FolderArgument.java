package dev.madrugada.cli.arguments;

import dev.madrugada.common.arguments.FolderUri;
import java.net.URI;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A folder as people name it: a path of this machine, relative to where they are, or a URI with {@code s3:} or
 * {@code file:}. The URI ends in a slash.
 */
public final class FolderArgument implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
        try {
            return text.matches("(s3|file):.*")
                    ? FolderUri.parse(text)
                    : FolderUri.of(Path.of(text).toAbsolutePath().normalize());
        } catch (IllegalArgumentException wrong) {
            throw new TypeConversionException("'" + text + "' " + wrong.getMessage());
        }
    }
}
