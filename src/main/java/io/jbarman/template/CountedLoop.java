package io.jbarman.template;

import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.node.BodyNode;
import io.pebbletemplates.pebble.node.ForNode;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.parser.Parser;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import io.pebbletemplates.pebble.tokenParser.ForTokenParser;
import java.io.IOException;
import java.io.Writer;

/** The engine's {@code for}, each round of which is counted as {@link Toil}. */
final class CountedLoop extends ForTokenParser {
    @Override
    public RenderableNode parse(Token token, Parser parser) {
        ForNode loop = (ForNode) super.parse(token, parser);
        return new ForNode(
                loop.getLineNumber(),
                loop.getIterationVariable(),
                loop.getIterable(),
                new Body(loop.getBody()),
                loop.getElseBody());
    }

    private static final class Body extends BodyNode {
        Body(BodyNode body) {
            super(body.getLineNumber(), body.getChildren());
        }

        @Override
        public void render(PebbleTemplateImpl self, Writer writer, EvaluationContextImpl context) throws IOException {
            if (context.getVariable(Toil.NAME) instanceof Toil toil) {
                toil.round();
            }
            super.render(self, writer, context);
        }
    }
}
