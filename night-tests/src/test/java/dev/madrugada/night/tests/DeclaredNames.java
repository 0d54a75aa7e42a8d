package dev.madrugada.night.tests;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The names that Java sources declare, and the words that they write as string literals; read by javac's parser. */
final class DeclaredNames {
    /**
     * A name or a literal.
     *
     * @param text an identifier, or a literal's value
     * @param kind what it is
     */
    record Name(Path file, long line, Kind kind, String text) {
        enum Kind {
            IDENTIFIER,
            LITERAL
        }
    }

    private DeclaredNames() {}

    /** All of the files' packages, types, methods, fields, parameters, local variables and string literals. */
    static List<Name> in(Collection<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Name> names = new ArrayList<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            for (CompilationUnitTree unit : task.parse()) {
                new Scanner(unit, Trees.instance(task).getSourcePositions(), names).scan(unit, null);
            }
        }
        return names;
    }

    private static final class Scanner extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final Path file;
        private final List<Name> names;

        private Scanner(CompilationUnitTree unit, SourcePositions positions, List<Name> names) {
            this.unit = unit;
            this.positions = positions;
            this.file = Path.of(unit.getSourceFile().toUri());
            this.names = names;
        }

        @Override
        public Void visitPackage(PackageTree tree, Void nothing) {
            for (String part : List.of(tree.getPackageName().toString().split("\\.", -1))) {
                add(Name.Kind.IDENTIFIER, part, tree);
            }
            return super.visitPackage(tree, null);
        }

        @Override
        public Void visitClass(ClassTree tree, Void nothing) {
            add(Name.Kind.IDENTIFIER, tree.getSimpleName().toString(), tree);
            return super.visitClass(tree, null);
        }

        @Override
        public Void visitMethod(MethodTree tree, Void nothing) {
            add(Name.Kind.IDENTIFIER, tree.getName().toString(), tree);
            return super.visitMethod(tree, null);
        }

        @Override
        public Void visitVariable(VariableTree tree, Void nothing) {
            add(Name.Kind.IDENTIFIER, tree.getName().toString(), tree);
            return super.visitVariable(tree, null);
        }

        @Override
        public Void visitLiteral(LiteralTree tree, Void nothing) {
            if (tree.getValue() instanceof String text) {
                add(Name.Kind.LITERAL, text, tree);
            }
            return super.visitLiteral(tree, null);
        }

        private void add(Name.Kind kind, String text, Tree tree) {
            long at = positions.getStartPosition(unit, tree);
            names.add(new Name(file, unit.getLineMap().getLineNumber(at), kind, text));
        }
    }
}
