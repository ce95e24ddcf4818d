package dev.quern.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * A table has one home: the package whose SQL reads and writes it. What lies outside is listed
 * here, with its reason; the lists only become shorter.
 */
class TableHomesTests {

  /** Place: its tables. */
  private static final Map<String, Set<String>> HOMES =
      places(
          """
          dataset.chunk: chunk
          dataset.conversation: conversation
          dataset.entry: dataset_entry
          dataset.image: image_entry
          dataset.project: project prompt
          dataset.question: ga_pair question
          dataset.template: question_template
          document.image: image
          document.original: original original_page
          document.store: source_file source_text
          llm: llm_cache
          llm.accounting: llm_call llm_open_call llm_usage
          llm.limit: llm_bucket llm_node llm_place
          llm.provider: llm_provider removed_provider
          notify: webhook_outbox
          ops.security: secret_check
          pipeline: pipeline
          pipeline.reading: reading reading_text
          schedule: housekeeping_tasks schedule
          task.queue: scheduled_tasks
          task.store: task task_dependency task_item task_part
          tasktype.datadistillation: distilled_item
          tasktype.datadistillation.duplicates: duplicate_staging
          tasktype.textprocessing: chunk_staging
          """);

  /** Place: tables of others that it reads, with the reason above. */
  private static final Map<String, Set<String>> READ_OUTSIDE =
      places(
          """
          # A row is stored with the file of its chunk, which is locked first.
          dataset: chunk question source_file
          # An item's title, chunk and state of answer are shown with it, in one statement.
          dataset.conversation: chunk dataset_entry question
          dataset.image: image question
          dataset.question: chunk dataset_entry image_entry source_file
          dataset.entry: chunk question
          # An edit counts as too short what the task that made the chunk did.
          dataset.chunk: task
          # Lineage goes over all tables; it is what this package is for.
          dataset.lineage: chunk conversation dataset_entry image image_entry question source_file source_text
          # A file is kept as long as anything refers to it or came from it.
          document.store: chunk
          document.original: image source_file
          # An export is planned and named, and reads images, beside its rows; imports look for
          # images, and at the rows that they change.
          export: project prompt
          export.imports: conversation dataset_entry image image_entry
          export.run: image
          # One SELECT for a file, read through a cursor.
          sql/export-conversations.sql: chunk conversation question source_file
          sql/export-datasets.sql: chunk dataset_entry question source_file
          sql/export-image-datasets.sql: image image_entry source_file
          # What the meters say of all nodes together, asked with one statement.
          sql/monitor.sql: llm_node pipeline schedule scheduled_tasks task task_part webhook_outbox
          # Housekeeping by routes: in what order tasks wait, whose items and staged rows may go.
          sql/age-queued-tasks.sql: scheduled_tasks task
          sql/forget-staged-chunks.sql: chunk_staging task
          sql/forget-staged-duplicates.sql: duplicate_staging task
          # What the page shows of a project at a glance is counted in one statement.
          dataset.project: chunk conversation dataset_entry image image_entry question source_file
          # Past calls of a type: a call knows its task, and only the task its type.
          llm.accounting: task
          # Looks at sealed keys as they are, before any provider is opened.
          ops.security: llm_node llm_provider schedule task
          # A pipeline is done when its last task is, and known by its file's or image's content.
          pipeline: image project source_file task
          pipeline.intake: project
          # Holds the project while a schedule is made for it.
          schedule: project
          # db-scheduler's entries and tasks are joined: who runs a task.
          task.store: scheduled_tasks
          # Selections of items and what they are made of: joins over all rows of a project.
          tasktype.input: chunk conversation dataset_entry image image_entry question source_file
          tasktype.estimate: chunk dataset_entry question
          tasktype.datadistillation: dataset_entry
          tasktype.datadistillation.duplicates: dataset_entry project
          # What files left in rows is counted, and staged chunks are compared, in the database.
          tasktype.textprocessing: chunk conversation dataset_entry question source_file task_item
          # Warnings are counted over what a task stored, and what its items refused.
          tasktype.warning: chunk question task_item
          """);

  /** Place: tables of others that it writes, with the reason above. */
  private static final Map<String, Set<String>> WRITTEN_OUTSIDE =
      places(
          """
          # Whether a question is settled changes with its entry, in the same statement.
          dataset.entry: question
          sql/purge-removed-entries.sql: dataset_entry question
          # Deleting a file or a project takes what came from it, in an order that cuts nothing loose.
          dataset.lineage: chunk conversation dataset_entry image question source_file
          dataset.project: chunk conversation dataset_entry question
          # Where two chunks become one, what came from the second comes from the first.
          dataset.chunk: conversation dataset_entry question
          # Imports write batches of rows with columns that nothing else sets.
          export.imports: conversation dataset_entry image image_entry
          # A change of the key encrypts all secrets anew, wherever they are, in one transaction.
          ops.security: llm_provider schedule task
          # Staged rows replace or remove others in one statement, with the item that is done.
          tasktype.datadistillation: dataset_entry
          tasktype.datadistillation.duplicates: dataset_entry
          tasktype.textprocessing: chunk conversation dataset_entry ga_pair question source_file
          # Repeated questions are marked at a task's end; echoes are counted beside their items.
          tasktype.warning: question task_item
          """);

  private static Map<String, Set<String>> places(String lines) {
    Map<String, Set<String>> places = new TreeMap<>();
    lines
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(": "))
        .forEach(parts -> places.put(parts[0], new TreeSet<>(Set.of(parts[1].split(" ")))));
    return places;
  }

  private static String home(String table) {
    return HOMES.entrySet().stream()
        .filter(home -> home.getValue().contains(table))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("nowhere");
  }

  @Test
  void everyTableHasAHome() {
    assertThat(HOMES.values().stream().flatMap(Set::stream))
        .containsExactlyInAnyOrderElementsOf(SqlTexts.tables());
  }

  @Test
  void tablesAreReadAtHome() {
    assertThat(outside(SqlTexts.named(false))).isEqualTo(READ_OUTSIDE);
  }

  @Test
  void tablesAreWrittenAtHome() {
    assertThat(outside(SqlTexts.named(true))).isEqualTo(WRITTEN_OUTSIDE);
  }

  /** What a place names that is at home elsewhere; a file of one home's tables belongs there. */
  private static Map<String, Set<String>> outside(Map<String, Set<String>> named) {
    Map<String, Set<String>> outside = new TreeMap<>();
    named.forEach(
        (place, tables) -> {
          Set<String> strange = new TreeSet<>(tables);
          boolean isFile = place.startsWith("sql/");
          boolean oneHome = tables.stream().map(TableHomesTests::home).distinct().count() == 1;
          strange.removeIf(table -> isFile ? oneHome : home(table).equals(place));
          if (!strange.isEmpty()) {
            outside.put(place, strange);
          }
        });
    return outside;
  }
}
