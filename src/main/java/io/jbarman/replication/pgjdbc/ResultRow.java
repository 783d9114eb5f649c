package io.jbarman.replication.pgjdbc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A DataRow: values in the order of the command's columns, as the bytes that the server sent. */
record ResultRow(List<Optional<byte[]>> values) {
    static ResultRow read(ByteBuffer body) {
        int count = body.getShort();
        List<Optional<byte[]>> values = new ArrayList<>(count);
        for (int column = 0; column < count; column++) {
            values.add(value(body));
        }
        return new ResultRow(List.copyOf(values));
    }

    private static Optional<byte[]> value(ByteBuffer body) {
        int length = body.getInt();
        if (length < 0) {
            return Optional.empty();
        }
        byte[] bytes = new byte[length];
        body.get(bytes);
        return Optional.of(bytes);
    }

    Optional<byte[]> find(int column) {
        if (column >= values.size()) {
            throw new NotTheProtocol("a row with " + values.size() + " columns");
        }
        return values.get(column);
    }

    Optional<String> findText(int column) {
        return find(column).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    String text(int column) {
        return findText(column).orElseThrow(() -> new NotTheProtocol("NULL in column " + column));
    }
}
