package io.jbarman.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** libpq's grammar: keyword, optional blanks, =, optional blanks, a bare or a single-quoted value; \ escapes. */
final class ConninfoParser {
    private final String text;
    private int at;

    ConninfoParser(String text) {
        this.text = text;
    }

    Map<String, String> parse() {
        Map<String, String> keywords = new LinkedHashMap<>();
        skipBlanks();
        while (at < text.length()) {
            String keyword = keyword();
            keywords.put(keyword, value(keyword));
            skipBlanks();
        }
        return keywords;
    }

    private String keyword() {
        int start = at;
        while (at < text.length() && text.charAt(at) != '=' && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        String keyword = text.substring(start, at);
        skipBlanks();
        if (at >= text.length() || text.charAt(at) != '=') {
            throw new IllegalArgumentException("missing \"=\" after \"" + keyword + "\"");
        }
        at++;
        skipBlanks();
        return known(keyword);
    }

    private static String known(String keyword) {
        if (ConninfoKeyword.byName(keyword).isPresent()) {
            return keyword;
        }
        Optional<String> meant = Spelling.closest(keyword, ConninfoKeyword.names());
        throw new IllegalArgumentException("invalid keyword \"" + keyword + "\""
                + meant.map(name -> "; did you mean \"" + name + "\"?").orElse(""));
    }

    private String value(String keyword) {
        return at < text.length() && text.charAt(at) == '\'' ? quoted(keyword) : bare();
    }

    private String quoted(String keyword) {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '\'') {
            value.append(character());
        }
        if (at >= text.length()) {
            throw new IllegalArgumentException("the quoted value of \"" + keyword + "\" does not end");
        }
        at++;
        return value.toString();
    }

    private String bare() {
        StringBuilder value = new StringBuilder();
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            value.append(character());
        }
        return value.toString();
    }

    private char character() {
        if (text.charAt(at) == '\\' && at + 1 < text.length()) {
            at++;
        }
        return text.charAt(at++);
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
