package dev.quern.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which tables the SQL in Java's string literals, and in the files under {@code sql}, names. */
final class SqlTexts {

  private static final Path JAVA = Path.of("src/main/java/dev/quern");
  private static final Path FILES = Path.of("src/main/resources/sql");
  private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

  private static final Pattern TOKEN =
      Pattern.compile(
          "//[^\\n]*|/\\*.*?\\*/|'(?:\\\\.|[^'\\\\])'"
              + "|\"\"\"(?<block>.*?)\"\"\"|\"(?<line>(?:\\\\.|[^\"\\\\])*+)\"",
          Pattern.DOTALL);

  private static final Pattern CREATED = Pattern.compile("create (?:unlogged )?table (\\w+)");

  private static final Pattern NAMED =
      Pattern.compile(
          "(?<verb>\\b(?:insert into|delete from|update|from|join|using)\\s|,)\\s*(?<table>\\w+)"
              + "(?<alias>\\s+[a-z]\\b)?");

  private SqlTexts() {}

  /** All tables that the migrations make. */
  static Set<String> tables() {
    Set<String> tables = new TreeSet<>();
    for (Path file : files(MIGRATIONS, ".sql")) {
      CREATED.matcher(read(file)).results().forEach(made -> tables.add(made.group(1)));
    }
    return tables;
  }

  /**
   * The tables by the package whose SQL names them, or by the file {@code sql/NAME.sql}.
   *
   * @param written whether the statements that write to a table are meant, and not the others
   */
  static TreeMap<String, Set<String>> named(boolean written) {
    TreeMap<String, Set<String>> named = new TreeMap<>();
    for (Path file : files(JAVA, ".java")) {
      String place = JAVA.relativize(file.getParent()).toString().replace('/', '.');
      add(named, place, literals(read(file)), written);
    }
    for (Path file : files(FILES, ".sql")) {
      add(named, "sql/" + file.getFileName(), read(file), written);
    }
    return named;
  }

  private static void add(
      TreeMap<String, Set<String>> named, String place, String text, boolean written) {
    Set<String> tables = tables();
    Matcher match = NAMED.matcher(text);
    while (match.find()) {
      String verb = match.group("verb").strip();
      boolean isTable = !verb.equals(",") || match.group("alias") != null;
      boolean writes = Set.of("insert into", "delete from", "update").contains(verb);
      if (isTable && writes == written && tables.contains(match.group("table"))) {
        named.computeIfAbsent(place, name -> new TreeSet<>()).add(match.group("table"));
      }
    }
  }

  /** The string literals of a source file; those that a plus puts together are one. */
  private static String literals(String source) {
    StringBuilder all = new StringBuilder();
    StringBuilder between = new StringBuilder();
    Matcher token = TOKEN.matcher(source);
    int end = 0;
    while (token.find()) {
      between.append(source, end, token.start());
      end = token.end();
      String block = token.group("block");
      String text = block == null ? token.group("line") : block;
      if (text != null) {
        all.append(between.toString().isBlank() || isPlus(between) ? "" : " ; ").append(text);
        between.setLength(0);
      }
    }
    return all.toString();
  }

  private static boolean isPlus(CharSequence between) {
    return between.toString().strip().equals("+");
  }

  private static Set<Path> files(Path folder, String ending) {
    try (Stream<Path> all = Files.walk(folder)) {
      return new TreeSet<>(all.filter(file -> file.toString().endsWith(ending)).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
