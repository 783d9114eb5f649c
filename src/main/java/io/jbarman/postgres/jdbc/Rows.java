package io.jbarman.postgres.jdbc;

import io.jbarman.postgres.Row;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A result set -> rows. */
final class Rows {
    private Rows() {}

    static List<Row> of(ResultSet result) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        List<Row> rows = new ArrayList<>();
        while (result.next()) {
            rows.add(row(result, columns));
        }
        return rows;
    }

    private static Row row(ResultSet result, ResultSetMetaData columns) throws SQLException {
        Map<String, Optional<String>> values = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            values.put(columns.getColumnLabel(i), Optional.ofNullable(result.getString(i)));
        }
        return new Row(values);
    }
}
