package io.jbarman.playbook;

import io.jbarman.template.TemplateException;

/** How much all expressions of a document together may yield. Confined to one thread. */
final class Budget {
    private static final int LONGEST_VALUE = 64 * 1024;
    private static final int LONGEST_TOTAL = 4 * 1024 * 1024;

    /** Values in what one expression yields. */
    static final int MOST_VALUES = 10_000;

    private long rendered;

    /** The text, counted. */
    String spend(String text) {
        rendered += text.length();
        if (text.length() > LONGEST_VALUE || rendered > LONGEST_TOTAL) {
            throw new TemplateException("it grows beyond all measure");
        }
        return text;
    }
}
