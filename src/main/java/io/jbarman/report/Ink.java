package io.jbarman.report;

import io.jbarman.plan.Action;

/** Colours where there is a terminal to show them, nothing elsewhere. */
public record Ink(boolean colours) {
    /** Text only. */
    public static final Ink NONE = new Ink(false);

    String good(String text) {
        return paint("32", text);
    }

    String careful(String text) {
        return paint("33", text);
    }

    String bad(String text) {
        return paint("31", text);
    }

    String faint(String text) {
        return paint("2", text);
    }

    String strong(String text) {
        return paint("1", text);
    }

    String sign(Action action) {
        return switch (action) {
            case CREATE -> good(action.sign());
            case UPDATE, RUN -> careful(action.sign());
            case REMOVE -> bad(action.sign());
        };
    }

    private String paint(String code, String text) {
        return colours && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
