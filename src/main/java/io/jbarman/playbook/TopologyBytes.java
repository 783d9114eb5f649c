package io.jbarman.playbook;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Origin;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.diagnostics.SourceText;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Bytes to text: UTF-8, no binary, no control characters. Problems are thrown, since nothing after them can be read. */
final class TopologyBytes {
    /** Enough for thousands of servers. */
    static final int LARGEST = 4 * 1024 * 1024;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private TopologyBytes() {}

    static SourceText decode(String file, byte[] bytes) {
        refuseForeign(file, bytes);
        SourceText source = SourceText.of(file, withoutMark(text(file, bytes)));
        refuseControls(source);
        return source;
    }

    private static void refuseForeign(String file, byte[] bytes) {
        if (bytes.length > LARGEST) {
            throw problem(
                    "too-large",
                    Origin.ofFile(file),
                    "larger than " + LARGEST / 1024 / 1024 + " MiB: this is no topology",
                    "name the topology file itself");
        }
        if (bytes.length > 1 && (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE))) {
            throw problem(
                    "not-utf8",
                    Origin.ofFile(file),
                    "in UTF-16, not in UTF-8",
                    "save it as UTF-8: iconv -f UTF-16 -t UTF-8");
        }
        for (byte each : bytes) {
            if (each == 0) {
                throw problem("binary", Origin.ofFile(file), "a binary file, not YAML text", "name the topology file");
            }
        }
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }

    private static String text(String file, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            throw problem(
                    "not-utf8",
                    SourceText.of(file, text).atIndex(text.length()),
                    "not UTF-8: byte 0x" + Integer.toHexString(bytes[in.position()] & 0xFF) + " here",
                    "save it as UTF-8; from Latin-1: iconv -f LATIN1 -t UTF-8");
        }
        return text;
    }

    private static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static void refuseControls(SourceText source) {
        String text = source.text();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isRefused(c)) {
                throw problem(
                        "control-character",
                        source.atIndex(i),
                        String.format("the control character U+%04X", (int) c),
                        "take it out; between double quotes it can be written \\x.. or \\u....");
            }
        }
    }

    private static boolean isRefused(char c) {
        boolean allowed = c == '\t' || c == '\n' || c == '\r' || c == '\u0085';
        return (!allowed && Character.isISOControl(c)) || c == '\uFFFE' || c == '\uFFFF';
    }

    static ProblemException problem(String code, Origin origin, String summary, String hint) {
        return new ProblemException(Diagnostic.error(code, origin, summary, hint));
    }
}
