package dev.madrugada.night.tests;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** A built checkout in another folder: hard links to those files of this checkout that the command line needs. */
record Checkout(Path root) {
    private static final List<String> FILES = List.of(
            "step-function.json",
            "scripts",
            "datasets",
            "cli/target/cli.jar",
            "cli/target/classpath",
            "cli/target/lib",
            "local-stack/target/classes",
            "local-stack/target/lib",
            "ingest-job/target/ingest-job-all.jar",
            "transform-job/target/transform-job-all.jar",
            "quality/target/quality-all.jar",
            "load-job/target/load-job-all.jar",
            "lambdas/night/target/night-all.jar",
            "lambdas/report/target/report-all.jar",
            "lambdas/glue-runner/target/glue-runner-all.jar",
            "kinesis-source/target/kinesis-source-all.jar",
            // The POMs say which modules have a fat JAR.
            "ingest-job/pom.xml",
            "transform-job/pom.xml",
            "quality/pom.xml",
            "load-job/pom.xml",
            "lambdas/night/pom.xml",
            "lambdas/report/pom.xml",
            "lambdas/glue-runner/pom.xml",
            "kinesis-source/pom.xml");

    static Checkout in(Path folder) throws IOException {
        for (String file : FILES) {
            link(Project.root().toAbsolutePath().normalize().resolve(file), folder.resolve(file));
        }
        return new Checkout(folder);
    }

    String script(String name) {
        return root.resolve("scripts").resolve(name).toString();
    }

    private static void link(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path copy = to.resolve(from.relativize(file).toString());
                if (attributes.isSymbolicLink()) {
                    Files.createSymbolicLink(copy, Files.readSymbolicLink(file));
                } else {
                    Files.createLink(copy, file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
