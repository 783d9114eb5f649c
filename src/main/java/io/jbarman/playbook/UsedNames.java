package io.jbarman.playbook;

import io.jbarman.schema.SourceNode.Kind;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.template.Interpolation;
import io.jbarman.template.TemplateException;
import java.util.Set;

/** Which names stand in expressions; none where one cannot be understood, which evaluating it will tell. */
final class UsedNames {
    private UsedNames() {}

    static boolean isExpression(Scalar scalar) {
        return scalar.kind() == Kind.TEXT && Interpolation.isIn(scalar.text());
    }

    static Set<String> in(Scalar scalar) {
        return isExpression(scalar) ? in(scalar.text()) : Set.of();
    }

    static Set<String> in(String text) {
        try {
            return Interpolation.isIn(text) ? Interpolation.parse(text).names() : Set.of();
        } catch (TemplateException notUnderstood) {
            return Set.of();
        }
    }
}
