package io.jbarman.transport;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Files of others as text and back, to the byte. They are UTF-8; a byte that is not, such as a Latin-1 umlaut in a
 * comment or a password, is the half of a surrogate pair U+DC80 to U+DCFF while it is text, which no UTF-8 yields. Pure.
 */
public final class ByteText {
    private static final int ESCAPE = 0xDC00;

    private ByteText() {}

    /** The bytes as text. */
    public static String decode(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        while (result.isError()) {
            for (int left = result.length(); left > 0; left--) {
                out.put(escaped(in.get()));
            }
            decoder.reset();
            result = decoder.decode(in, out, true);
        }
        return out.flip().toString();
    }

    private static char escaped(byte one) {
        return (char) (one >= 0 ? one : ESCAPE | Byte.toUnsignedInt(one));
    }

    /** The bytes that the text was, or is in UTF-8. */
    public static byte[] encode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            if (isEscaped(text, at)) {
                bytes.writeBytes(text.substring(from, at).getBytes(StandardCharsets.UTF_8));
                bytes.write(text.charAt(at) & 0xFF);
                from = at + 1;
            }
        }
        bytes.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    private static boolean isEscaped(String text, int at) {
        char one = text.charAt(at);
        return one >= (ESCAPE | 0x80)
                && one <= (ESCAPE | 0xFF)
                && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }
}
