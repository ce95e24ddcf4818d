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

  private static final Map<String, String> HOMES = new TreeMap<>();
  private static final Map<String, Set<String>> READ_OUTSIDE = new TreeMap<>();
  private static final Map<String, Set<String>> WRITTEN_OUTSIDE = new TreeMap<>();

  static {
    home("dataset.chunk", "chunk");
    home("dataset.conversation", "conversation");
    home("dataset.entry", "dataset_entry");
    home("dataset.image", "image_entry");
    home("dataset.project", "project", "prompt");
    home("dataset.question", "ga_pair", "question");
    home("dataset.template", "question_template");
    home("document.image", "image");
    home("document.original", "original", "original_page");
    home("document.store", "source_file", "source_text");
    home("llm", "llm_cache");
    home("llm.accounting", "llm_call", "llm_open_call", "llm_usage");
    home("llm.limit", "llm_bucket", "llm_node", "llm_place");
    home("llm.provider", "llm_provider", "removed_provider");
    home("notify", "webhook_outbox");
    home("ops.security", "secret_check");
    home("pipeline", "pipeline");
    home("schedule", "housekeeping_tasks", "schedule");
    home("task.queue", "scheduled_tasks");
    home("task.store", "task", "task_dependency", "task_item", "task_part");
    home("tasktype.datadistillation", "distilled_item");
    home("tasktype.datadistillation.duplicates", "duplicate_staging");
    home("tasktype.textprocessing", "chunk_staging");

    // An item's title, chunk and state of answer are shown with it, in one statement.
    READ_OUTSIDE.put("dataset.conversation", tables("chunk question"));
    READ_OUTSIDE.put("dataset.image", tables("image question"));
    READ_OUTSIDE.put("dataset.question", tables("chunk dataset_entry image_entry source_file"));
    READ_OUTSIDE.put("dataset.entry", tables("question"));
    // An edit counts as too short what the task that made the chunk did.
    READ_OUTSIDE.put("dataset.chunk", tables("task"));
    // Lineage goes over all tables; it is what this package is for.
    READ_OUTSIDE.put(
        "dataset.lineage",
        tables(
            "chunk conversation dataset_entry image image_entry question source_file source_text"));
    // A file is kept as long as anything refers to it or came from it.
    READ_OUTSIDE.put("document.store", tables("chunk"));
    READ_OUTSIDE.put("document.original", tables("image source_file"));
    // An export is planned and named, and reads images, beside its rows; imports look for images.
    READ_OUTSIDE.put("export", tables("project prompt"));
    READ_OUTSIDE.put("export.imports", tables("image"));
    READ_OUTSIDE.put("export.run", tables("image"));
    // One SELECT for a file, read through a cursor.
    READ_OUTSIDE.put(
        "sql/export-conversations.sql", tables("chunk conversation question source_file"));
    READ_OUTSIDE.put("sql/export-datasets.sql", tables("chunk dataset_entry question source_file"));
    READ_OUTSIDE.put("sql/export-image-datasets.sql", tables("image image_entry source_file"));
    // What the meters say of all nodes together, asked with one statement.
    READ_OUTSIDE.put(
        "sql/monitor.sql",
        tables("llm_node pipeline schedule scheduled_tasks task webhook_outbox"));
    // Housekeeping by routes: in what order tasks wait, whose items and staged rows may go.
    READ_OUTSIDE.put("sql/age-queued-tasks.sql", tables("scheduled_tasks task"));
    READ_OUTSIDE.put("sql/forget-staged-duplicates.sql", tables("duplicate_staging task"));
    // What the page shows of a project at a glance is counted in one statement.
    READ_OUTSIDE.put(
        "dataset.project",
        tables("chunk conversation dataset_entry image image_entry question source_file"));
    // Past calls of a type: a call knows its task, and only the task its type.
    READ_OUTSIDE.put("llm.accounting", tables("task"));
    // Looks at sealed keys as they are, before any provider is opened.
    READ_OUTSIDE.put("ops.security", tables("llm_node llm_provider schedule task"));
    // A pipeline is done when its last task is, and known by its file's or image's content.
    READ_OUTSIDE.put("pipeline", tables("image project source_file task"));
    READ_OUTSIDE.put("pipeline.intake", tables("project"));
    // Holds the project while a schedule is made for it.
    READ_OUTSIDE.put("schedule", tables("project"));
    // db-scheduler's entries and tasks are joined: who runs a task.
    READ_OUTSIDE.put("task.store", tables("scheduled_tasks"));
    // Selections of items and what they are made of: joins over all rows of a project.
    READ_OUTSIDE.put(
        "tasktype.input",
        tables("chunk conversation dataset_entry image image_entry question source_file"));
    READ_OUTSIDE.put("tasktype.estimate", tables("chunk dataset_entry question"));
    READ_OUTSIDE.put("tasktype.datadistillation", tables("dataset_entry"));
    READ_OUTSIDE.put("tasktype.datadistillation.duplicates", tables("dataset_entry project"));
    // What files left in rows is counted, and staged chunks are compared, in the database.
    READ_OUTSIDE.put(
        "tasktype.textprocessing",
        tables("chunk conversation dataset_entry question source_file task_item"));
    // Warnings are counted over what a task stored, and what its items refused.
    READ_OUTSIDE.put("tasktype.warning", tables("chunk question task_item"));

    // Whether a question is settled changes with its entry, in the same statement.
    WRITTEN_OUTSIDE.put("dataset.entry", tables("question"));
    WRITTEN_OUTSIDE.put("sql/purge-removed-entries.sql", tables("dataset_entry question"));
    // Deleting a file or a project takes what came from it, in an order that cuts nothing loose.
    WRITTEN_OUTSIDE.put(
        "dataset.lineage", tables("chunk conversation dataset_entry image question source_file"));
    WRITTEN_OUTSIDE.put("dataset.project", tables("chunk conversation dataset_entry question"));
    // Where two chunks become one, what came from the second comes from the first.
    WRITTEN_OUTSIDE.put("dataset.chunk", tables("conversation dataset_entry question"));
    // Imports write batches of rows with columns that nothing else sets.
    WRITTEN_OUTSIDE.put("export.imports", tables("conversation dataset_entry image image_entry"));
    // A change of the key encrypts all secrets anew, wherever they are, in one transaction.
    WRITTEN_OUTSIDE.put("ops.security", tables("llm_provider schedule task"));
    // Staged rows replace or remove others in one statement, with the item that is done.
    WRITTEN_OUTSIDE.put("tasktype.datadistillation", tables("dataset_entry"));
    WRITTEN_OUTSIDE.put("tasktype.datadistillation.duplicates", tables("dataset_entry"));
    WRITTEN_OUTSIDE.put(
        "tasktype.textprocessing",
        tables("chunk conversation dataset_entry ga_pair question source_file"));
    // Repeated questions are marked at a task's end; echoes are counted beside their items.
    WRITTEN_OUTSIDE.put("tasktype.warning", tables("question task_item"));
  }

  private static void home(String place, String... tables) {
    Set.of(tables).forEach(table -> HOMES.put(table, place));
  }

  private static Set<String> tables(String names) {
    return new TreeSet<>(Set.of(names.split(" ")));
  }

  @Test
  void everyTableHasAHome() {
    assertThat(HOMES.keySet()).isEqualTo(SqlTexts.tables());
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
          boolean oneHome = tables.stream().map(HOMES::get).distinct().count() == 1;
          strange.removeIf(table -> isFile ? oneHome : HOMES.get(table).equals(place));
          if (!strange.isEmpty()) {
            outside.put(place, strange);
          }
        });
    return outside;
  }
}
