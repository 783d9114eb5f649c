package io.jbarman.template;

import io.pebbletemplates.pebble.extension.Extension;
import io.pebbletemplates.pebble.tokenParser.IfTokenParser;
import io.pebbletemplates.pebble.tokenParser.TokenParser;
import java.util.List;

/** What an expression may use, and the two tags of users' templates. */
final class IfAndFor extends ExpressionsOnly {
    IfAndFor(Extension extension) {
        super(extension);
    }

    @Override
    public List<TokenParser> getTokenParsers() {
        return List.of(new IfTokenParser(), new CountedLoop());
    }
}
