package io.jbarman.dsl;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.diagnostics.SourceText;
import java.util.Set;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.AnnotatedNode;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.ImportNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.ModuleNode;

/** Refuses what a file of Groovy can hold beside a script: imports, classes, methods, annotations. */
record OnlyAScript(SourceText source, Diagnostics found) {
    private static final Set<String> GENERATED = Set.of("run", "main");

    void check(ModuleNode module, ClassNode type) {
        if (module.hasPackage()) {
            refuse(module.getPackage(), "a package");
            annotations(module.getPackage());
        }
        for (ImportNode each : module.getImports()) {
            refuse(each, "an import");
        }
        for (ImportNode each : module.getStarImports()) {
            refuse(each, "an import");
        }
        module.getStaticImports().values().forEach(each -> refuse(each, "an import"));
        module.getStaticStarImports().values().forEach(each -> refuse(each, "an import"));
        annotations(type);
        if (!type.isScript()) {
            refuse(type, "a class");
            return;
        }
        for (MethodNode method : type.getMethods()) {
            annotations(method);
            if (!GENERATED.contains(method.getName()) || method.getLineNumber() > 0) {
                refuse(method, "a method of one's own");
            }
        }
        type.getFields().forEach(field -> refuse(field, "a field"));
    }

    /** Those that have a place: Groovy adds some of its own, without one. */
    private void annotations(AnnotatedNode node) {
        node.getAnnotations().stream()
                .filter(annotation -> annotation.getLineNumber() > 0)
                .forEach(annotation -> refuse(annotation, "an annotation"));
    }

    private void refuse(ASTNode node, String what) {
        found.add(Diagnostic.error(
                "groovy-refused",
                source.at(node.getLineNumber() - 1, node.getColumnNumber() - 1),
                what + " is not allowed in a topology",
                "variables and closures do: def node = { n -> ... }; --trust allows everything"));
    }
}
