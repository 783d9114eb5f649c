package io.jbarman.replication.pgjdbc;

import io.jbarman.replication.ReplicationException;
import io.jbarman.replication.ReplicationFailure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * An ErrorResponse (PostgreSQL: "Error and Notice Message Fields").
 *
 * @param detail and {@code hint}: empty where the server gave none
 */
record ServerError(String sqlState, String message, String detail, String hint) {
    static ServerError read(ByteBuffer body) {
        Map<Character, String> fields = new HashMap<>();
        while (body.hasRemaining()) {
            char field = (char) body.get();
            if (field == 0) {
                break;
            }
            fields.put(field, text(body));
        }
        return new ServerError(
                fields.getOrDefault('C', ""),
                fields.getOrDefault('M', "error without a message"),
                fields.getOrDefault('D', ""),
                fields.getOrDefault('H', ""));
    }

    /** Text up to the next NUL. */
    static String text(ByteBuffer body) {
        int length = 0;
        while (body.position() + length < body.limit() && body.get(body.position() + length) != 0) {
            length++;
        }
        byte[] bytes = new byte[length];
        body.get(bytes);
        if (body.hasRemaining()) {
            body.get();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** As the failure of what was tried. */
    ReplicationException whileTrying(String action, ReplicationFailure ifInternal) {
        ReplicationFailure failure = sqlState.equals("XX000") ? ifInternal : SqlStates.failure(sqlState);
        String more = detail.isEmpty() ? "" : " (" + detail + ")";
        return new ReplicationException(failure, sqlState, action + ": " + message + more);
    }
}
