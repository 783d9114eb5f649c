package io.jbarman.schema;

import io.jbarman.diagnostics.Diagnostic;
import java.util.List;
import java.util.Set;

/** Variables, wherever they are given values. */
public final class VarsBlock {
    /** The name under which a host's own properties are found. */
    public static final String HOST = "host";

    /** Words of the expression language, and names that the language gives a meaning of its own. */
    private static final Set<String> TAKEN = Set.of(
            HOST,
            "item",
            "true",
            "false",
            "null",
            "none",
            "and",
            "or",
            "not",
            "is",
            "in",
            "contains",
            "equals",
            "matches");

    private static final TextType NAME = TextType.of(
                    "a name (letters, digits and '_', not beginning with a digit), and not one of "
                            + String.join(", ", TAKEN.stream().sorted().toList()),
                    Texts.IDENTIFIER.shape())
            .and(name -> !TAKEN.contains(name));

    static final NamedType TYPE = new NamedType("variable", NAME, new AnyData());

    private VarsBlock() {}

    /** What is wrong in a file of variables. */
    public static List<Diagnostic> check(SourceNode tree) {
        Place.Run run = new Place.Run();
        TYPE.check(tree, new Place("", "a file of variables", "write lines like 'name: value'", run));
        return run.problems.all();
    }
}
