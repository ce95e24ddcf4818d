package dev.quern.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quern.Ids;
import dev.quern.error.InvalidRequestException;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What goes into a file, and on which side of a split. */
class ChoiceTests extends ExportTest {

  @Test
  void takesWhatPassesTheFilters() {
    String file = rows.file(project, "a.md");
    String chunk = rows.chunk(project, file, 0, "text");
    entry("scored", "a", "score", new BigDecimal("4"), "question_label", "l", "confirmed", true);
    entry("warned", "a", "warnings", new String[] {"echo"}, "language", "tr");
    entry("of file", "a", "chunk_id", chunk, "tags", new String[] {"x", "y"}, "supported", true);
    assertThat(questions("min_score", 4)).containsExactly("scored");
    assertThat(questions("label", "l")).containsExactly("scored");
    assertThat(questions("confirmed", true)).containsExactly("scored");
    assertThat(questions("warnings", "exclude")).containsExactly("scored", "of file");
    assertThat(questions("language", "tr")).containsExactly("warned");
    assertThat(questions("file_id", List.of(file))).containsExactly("of file");
    assertThat(questions("tags", List.of("y"))).containsExactly("of file");
    assertThat(questions("supported", true)).containsExactly("of file");
    assertThat(questions("limit", 2)).containsExactly("scored", "warned");
    assertThat(questions("tags", List.of("x', 'y"))).isEmpty();
  }

  @Test
  void balancesTagsAndLabels() {
    for (int i = 0; i < 5; i++) {
      entry("a" + i, "a", "question_label", "a");
      entry("t" + i, "a", "tags", new String[] {"t", "own" + i});
    }
    entry("neither", "a");
    assertThat(questions("balance", 2)).containsExactly("a0", "t0", "a1", "t1", "neither");
    assertThat(questions("balance", 2, "limit", 3)).containsExactly("a0", "t0", "a1");
    var preview = exporter.preview(ExportRequest.of(project, options("balance", 2)));
    assertThat(preview.count()).isEqualTo(5);
    assertThat(preview.byLabel()).containsEntry("a", 2L).containsEntry("", 3L);
    assertThat(preview.first()).hasSize(3);
    assertThat(preview.first().get(0).keySet())
        .containsExactly("instruction", "input", "output", "cot");
  }

  @Test
  void shufflesTheSameForTheSameSeed() {
    for (int i = 0; i < 50; i++) {
      entry("q" + i, "a");
    }
    var one = questions("shuffle", 1);
    assertThat(one).isEqualTo(questions("shuffle", 1)).hasSize(50);
    assertThat(one).isNotEqualTo(questions()).isNotEqualTo(questions("shuffle", 2));
    assertThat(one).containsExactlyInAnyOrderElementsOf(questions());
  }

  @Test
  void splitsByDocumentWithoutNearDuplicatesOnBothSides() throws Exception {
    for (int document = 0; document < 20; document++) {
      String file = rows.file(project, document + ".md");
      String chunk = rows.chunk(project, file, 0, "text");
      for (int i = 0; i < 5; i++) {
        entry(
            "document" + document + " question" + i + " " + Ids.next().toLowerCase(),
            "answer " + Ids.next() + " " + Ids.next() + " " + Ids.next(),
            "chunk_id",
            chunk);
      }
    }
    // the same thing said in two documents, and once by hand
    for (String of : List.of("3", "4")) {
      String file =
          jdbc.sql("select id from source_file where project_id = :p and file_name = :n")
              .param("p", project)
              .param("n", of + ".md")
              .query(String.class)
              .single();
      String chunk =
          jdbc.sql("select id from chunk where file_id = :f")
              .param("f", file)
              .query(String.class)
              .single();
      entry(
          "document" + of + " twin",
          "The old mill stands by the river and grinds corn for the whole village.",
          "chunk_id",
          chunk);
    }
    entry(
        "document99 twin",
        "The old mill stands by the river and grinds corn for the whole village!");
    byte[] zip = export(project, "format", "raw", "as", "json", "split", 0.2);
    assertThat(export(project, "format", "raw", "as", "json", "split", 0.2)).isEqualTo(zip);
    var files = unzipped(zip);
    assertThat(files.keySet()).containsExactly("train.json", "test.json");
    Set<String> train = documents(files.get("train.json"));
    Set<String> test = documents(files.get("test.json"));
    assertThat(train).doesNotContainAnyElementsOf(test);
    assertThat(JSON.readTree(files.get("test.json")).size()).isBetween(10, 21);
    assertThat(
            JSON.readTree(files.get("test.json")).size()
                + JSON.readTree(files.get("train.json")).size())
        .isEqualTo(103);
    for (Set<String> side : List.of(train, test)) {
      assertThat(
              side.stream()
                  .filter(Set.of("document3", "document4", "document99")::contains)
                  .count())
          .isIn(0L, 3L);
    }
    String card =
        new String(
            unzipped(export(project, "format", "hugging-face", "split", 0.2)).get("README.md"));
    assertThat(card).contains("parted by document: 21").contains("near-duplicates");
  }

  @Test
  void splitsOneDocumentByItsChunks() throws Exception {
    String file = rows.file(project, "a.md");
    for (int i = 0; i < 10; i++) {
      entry("q" + Ids.next(), "a" + Ids.next(), "chunk_id", rows.chunk(project, file, i, "text"));
    }
    var files = unzipped(export(project, "as", "json", "split", 0.3));
    assertThat(JSON.readTree(files.get("test.json"))).hasSize(3);
    assertThat(JSON.readTree(files.get("train.json"))).hasSize(7);
  }

  /** Pictures of one document, and one picture under two names and of two documents. */
  @Test
  void splitsPicturesByTheirDocumentsAndContents() throws Exception {
    for (int document = 0; document < 6; document++) {
      String file = rows.file(project, document + ".pdf");
      for (int i = 0; i < 3; i++) {
        imageEntry("document" + document + " " + Ids.next(), "answer " + Ids.next());
        attach(file, "document" + document + " ");
      }
    }
    for (int i = 0; i < 6; i++) {
      imageEntry("picture" + i + " " + Ids.next(), "answer " + Ids.next());
      sameUnderAnotherName("picture" + i + " ");
    }
    var sides =
        unzipped(
            export(project, "kind", "image-datasets", "format", "raw", "as", "json", "split", 0.4));
    assertThat(documents(sides.get("test.json")))
        .isNotEmpty()
        .doesNotContainAnyElementsOf(documents(sides.get("train.json")));
  }

  private void attach(String file, String question) {
    jdbc.sql(
            "update image set file_id = :f where id in (select image_id from image_entry"
                + " where project_id = :p and question like :q || '%')")
        .param("f", file)
        .param("p", project)
        .param("q", question)
        .update();
  }

  private void sameUnderAnotherName(String question) {
    String id = Ids.next();
    jdbc.sql(
            """
            insert into image (id, project_id, image_name, media_type, size, width, height, sha256, content)
            select :id, i.project_id, 'other.png', i.media_type, i.size, i.width, i.height, i.sha256, i.content
            from image i join image_entry e on e.image_id = i.id where e.project_id = :p and e.question like :q || '%'""")
        .param("id", id)
        .param("p", project)
        .param("q", question)
        .update();
    insert(
        "image_entry",
        map(
            "id",
            Ids.next(),
            "project_id",
            project,
            "image_id",
            id,
            "image_name",
            "other.png",
            "question",
            question + Ids.next(),
            "answer",
            "answer " + Ids.next()));
  }

  @Test
  void splitsImportedRowsByTheDocumentsThatTheyWereMadeOf() throws Exception {
    for (int document = 0; document < 8; document++) {
      String chunk = rows.chunk(project, rows.file(project, document + ".md"), 0, "text");
      for (int i = 0; i < 4; i++) {
        entry("document" + document + " " + Ids.next(), "answer " + Ids.next(), "chunk_id", chunk);
      }
    }
    byte[] raw = export(project, "format", "raw");
    project = rows.project("p-" + Ids.next());
    assertThat(take(project, raw, "format", "raw").imported()).isEqualTo(32);
    var sides = unzipped(export(project, "format", "raw", "as", "json", "split", 0.4));
    assertThat(documents(sides.get("test.json")))
        .isNotEmpty()
        .doesNotContainAnyElementsOf(documents(sides.get("train.json")));
  }

  @Test
  void leavesOneRecordToTheTrainSide() throws Exception {
    entry("q", "a");
    var files = unzipped(export(project, "as", "json", "split", 0.5));
    assertThat(JSON.readTree(files.get("train.json"))).hasSize(1);
    assertThat(JSON.readTree(files.get("test.json"))).isEmpty();
    var bundle = unzipped(export(project, "format", "llama-factory", "split", 0.5));
    assertThat(new String(bundle.get("dataset_info.json"))).doesNotContain("quern_test");
    assertThat(new String(bundle.get("train.yaml"))).doesNotContain("eval_dataset");
  }

  @Test
  void namesEachOptionAtFault() {
    assertThatThrownBy(
            () ->
                export(
                    project,
                    "kind",
                    "conversations",
                    "format",
                    "alpaca",
                    "as",
                    "xml",
                    "split",
                    1,
                    "balance",
                    0,
                    "warnings",
                    "x",
                    "images",
                    "y",
                    "min_score",
                    1))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            e ->
                assertThat(e.errors().stream().map(error -> error.field()))
                    .contains(
                        "format", "as", "split", "balance", "warnings", "images", "min_score"));
    assertThatThrownBy(() -> export(project, "format", "llama-factory", "as", "csv"))
        .hasMessageContaining("is none of jsonl, json, parquet with llama-factory");
  }

  private Set<String> documents(byte[] side) throws Exception {
    Set<String> documents = new HashSet<>();
    for (JsonNode row : JSON.readTree(side)) {
      documents.add(row.get("question").asText().split(" ")[0]);
    }
    return documents;
  }

  private List<String> questions(Object... options) {
    return records(options).stream().map(record -> record.get("instruction").asText()).toList();
  }
}
