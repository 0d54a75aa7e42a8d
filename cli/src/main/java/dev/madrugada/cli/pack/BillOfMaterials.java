package dev.madrugada.cli.pack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/**
 * What a fat JAR consists of, in the form of CycloneDX: each library with version, licence, package URL and SHA-256, and the
 * project's own modules. A library is listed if the JAR has a class of it. The same JAR gives the same bytes, so there is
 * neither a time nor a serial number.
 *
 * @see <a href="https://cyclonedx.org/docs/1.6/json/">CycloneDX 1.6</a>
 */
final class BillOfMaterials {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OWN_LICENCE = "Apache-2.0";

    private final Relocations relocations;
    private final BundledLicences licences;

    /** @param root the project's folder */
    BillOfMaterials(Path root) throws IOException {
        relocations = Relocations.of(root.resolve("pom.xml"));
        licences = BundledLicences.of(root.resolve("licenses/THIRD-PARTY.txt"));
    }

    /** The name of a JAR's bill. */
    static String name(Path fatJar) {
        return fatJar.getFileName().toString().replaceFirst("\\.jar$", ".cdx.json");
    }

    /**
     * The bill of a fat JAR as UTF-8.
     *
     * @throws dev.madrugada.common.error.MadrugadaException InvalidArguments if the build left no list of libraries;
     *     InternalError if a library's licence is not known
     */
    byte[] of(Path fatJar) throws IOException {
        Set<String> content = BundledLibrary.classFiles(fatJar);
        ObjectNode bill = JSON.createObjectNode();
        bill.put("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
        bill.put("bomFormat", "CycloneDX");
        bill.put("specVersion", "1.6");
        bill.put("version", 1);
        ObjectNode whole = bill.putObject("metadata").putObject("component");
        whole.put("type", "application");
        whole.put("bom-ref", fatJar.getFileName().toString());
        whole.put("group", BundledLibrary.OWN_GROUP);
        whole.put("name", fatJar.getFileName().toString());
        digest(whole, fatJar);
        ArrayNode components = bill.putArray("components");
        for (BundledLibrary library : BundledLibrary.of(fatJar)) {
            if (library.isIn(content, relocations)) {
                add(components.addObject(), library);
            }
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(bill);
    }

    private void add(ObjectNode component, BundledLibrary library) throws IOException {
        String url = "pkg:maven/" + library.group() + "/" + library.name() + "@" + library.version() + "?type=jar";
        component.put("type", "library");
        component.put("bom-ref", url);
        component.put("group", library.group());
        component.put("name", library.name());
        component.put("version", library.version());
        digest(component, library.file());
        component
                .putArray("licenses")
                .addObject()
                .put("expression", library.isOwn() ? OWN_LICENCE : licences.of(library));
        component.put("purl", url);
    }

    private static void digest(ObjectNode component, Path file) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            component
                    .putArray("hashes")
                    .addObject()
                    .put("alg", "SHA-256")
                    .put("content", HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
