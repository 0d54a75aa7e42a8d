package dev.madrugada.cli.arguments;

import dev.madrugada.common.arguments.FolderUri;
import java.net.URI;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An argument that names a folder: a local path, relative to the current folder, or a URI with {@code s3:} or {@code
 * file:}. The converted URI ends in a slash.
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
