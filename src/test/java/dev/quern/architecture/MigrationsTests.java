package dev.quern.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A migration is one transaction, and keeps its locks to its end: one that changes a table and then
 * makes an index on a table of millions of rows keeps all nodes from the first for as long as the
 * second is read.
 */
class MigrationsTests {

  private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

  /** Those before are in databases, and are not edited. */
  private static final int LAST_BEFORE_THE_RULE = 55;

  private static final Set<String> BIG =
      Set.of(
          "chunk",
          "conversation",
          "dataset_entry",
          "distilled_item",
          "image",
          "image_entry",
          "llm_cache",
          "llm_call",
          "question",
          "source_file",
          "source_text",
          "task_item");

  private static final Pattern INDEX =
      Pattern.compile("create (?:unique )?index (?:if not exists )?\\w+ on (?<table>\\w+)");

  private static final Pattern VERSION = Pattern.compile("V(\\d+)__.*");

  @Test
  void makeAnIndexOnABigTableAlone() throws IOException {
    try (Stream<Path> files = Files.list(MIGRATIONS)) {
      List<Path> later =
          files.filter(file -> version(file) > LAST_BEFORE_THE_RULE).sorted().toList();
      for (Path file : later) {
        assertThat(besideAnIndexOnABigTable(Files.readString(file)))
            .as(file + " makes an index on a big table; what else it does is for another file")
            .isEmpty();
      }
    }
  }

  @Test
  void areFoundWhereTheyDoMore() throws IOException {
    assertThat(
            besideAnIndexOnABigTable(
                Files.readString(MIGRATIONS.resolve("V54__tasks_of_millions_of_items.sql"))))
        .containsExactly("alter table task add column reopen_after int");
    assertThat(
            besideAnIndexOnABigTable(
                """
                -- alter table would be too much; this is not
                create index a on task_item (task_id);
                CREATE UNIQUE INDEX b
                    on task_item (ref);
                """))
        .isEmpty();
    assertThat(
            besideAnIndexOnABigTable(
                "create index a on webhook_outbox (id); alter table webhook_outbox add b int;"))
        .isEmpty();
    assertThat(version(Path.of("V120__a.sql"))).isEqualTo(120);
  }

  private static int version(Path file) {
    Matcher name = VERSION.matcher(file.getFileName().toString());
    return name.matches() ? Integer.parseInt(name.group(1)) : 0;
  }

  /** The statements of a migration that are not about that table's indexes. */
  private static List<String> besideAnIndexOnABigTable(String sql) {
    List<String> statements =
        Stream.of(sql.replaceAll("--[^\\n]*", "").split(";"))
            .map(statement -> statement.strip().replaceAll("\\s+", " ").toLowerCase())
            .filter(statement -> !statement.isEmpty())
            .toList();
    Set<String> indexed =
        statements.stream().map(MigrationsTests::indexed).collect(Collectors.toSet());
    indexed.retainAll(BIG);
    return indexed.isEmpty()
        ? List.of()
        : statements.stream()
            .filter(statement -> indexed.size() > 1 || !indexed.contains(indexed(statement)))
            .toList();
  }

  private static String indexed(String statement) {
    Matcher index = INDEX.matcher(statement);
    return index.lookingAt() ? index.group("table") : "";
  }
}
