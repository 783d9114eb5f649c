package io.jbarman.template;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How much work the templates of one document may make, all together: no loop of theirs goes on for ever. Confined to one thread. */
public final class Toil {
    /** Under which a running template finds it; no template can write this name. */
    static final String NAME = "the toil";

    private static final long MOST = 20_000_000;

    /** What a round of a loop takes, beside a character that is read or written: those are all kept in memory. */
    private static final int CHARACTERS = 8;

    private long done;

    /** Whether it was all done: nothing more can be rendered. */
    public boolean isSpent() {
        return done > MOST;
    }

    void round() {
        add(1);
    }

    void characters(long count) {
        add(count / CHARACTERS);
    }

    /** A filter goes through a value. */
    void through(@Nullable Object value) {
        add(value instanceof Collection<?> list ? list.size() : value instanceof Map<?, ?> map ? map.size() : 0);
    }

    private void add(long more) {
        done += more;
        if (done > MOST) {
            throw new TemplateException(
                    "the document's templates go round too often, or over too much text",
                    "loop over shorter lists, or put the values together in vars");
        }
    }
}
