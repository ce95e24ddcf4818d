package dev.quern.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** DuckDB, a reader that is not ours. */
final class Duck {

  private Duck() {}

  /**
   * The rows of a query about a file, which stands in it as FILE, its path as PATH; each value as
   * text.
   */
  static List<List<String>> query(byte[] file, String extension, String sql) {
    try {
      Path path = Files.createTempFile("quern-duck-", "." + extension);
      try {
        Files.write(path, file);
        return rows(sql.replace("FILE", read(path, extension)).replace("PATH", path.toString()));
      } finally {
        Files.delete(path);
      }
    } catch (IOException | SQLException e) {
      throw new AssertionError("DuckDB does not take it", e);
    }
  }

  /** A Parquet file with the rows of a query. */
  static byte[] parquet(String sql) {
    try {
      Path path = Files.createTempFile("quern-duck-", ".parquet");
      try (var connection = DriverManager.getConnection("jdbc:duckdb:");
          var statement = connection.createStatement()) {
        statement.execute("copy (%s) to '%s' (format parquet)".formatted(sql, path));
        return Files.readAllBytes(path);
      } finally {
        Files.delete(path);
      }
    } catch (IOException | SQLException e) {
      throw new AssertionError("DuckDB does not write it", e);
    }
  }

  private static String read(Path path, String extension) {
    return switch (extension) {
      case "jsonl" ->
          "read_json('" + path + "', format='newline_delimited', maximum_object_size=50000000)";
      case "json" -> "read_json('" + path + "', format='array', maximum_object_size=50000000)";
      case "csv" ->
          "read_csv('"
              + path
              + "', header=true, quote='\"', escape='\"', all_varchar=true,"
              + " max_line_size=50000000, parallel=false, strict_mode=true, delim=',')";
      default -> "read_parquet('" + path + "')";
    };
  }

  private static List<List<String>> rows(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<String>> rows = new ArrayList<>();
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(result.getString(i));
        }
        rows.add(row);
      }
      return rows;
    }
  }
}
