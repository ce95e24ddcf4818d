package dev.quern.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.Ids;
import dev.quern.export.bundle.Target;
import dev.quern.export.bundle.ZipTarget;
import dev.quern.export.file.RecordWriter;
import dev.quern.export.format.Field;
import dev.quern.export.format.Type;
import dev.quern.export.run.ExportRoute;
import dev.quern.export.run.RowSink;
import dev.quern.export.run.Rows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Images are larger than rows, and no more than a few may be in memory at a time. */
class LargeImagesTests extends ExportTest {

  private static final int LARGE = 5_000_000;

  @Autowired Planner planner;
  @Autowired ExportFormats formats;
  @Autowired ExportRoute route;

  @Test
  void readsRowsWithoutTheirImages() throws Exception {
    imageEntry("what?", "a mill");
    var plan =
        planner.plan(
            ExportRequest.of(project, options("kind", "image-datasets", "format", "messages")));
    List<Object> values = new ArrayList<>();
    route.run(
        "direct:export",
        new RowSink() {
          @Override
          public Rows rows() {
            return plan.rows();
          }

          @Override
          public boolean take(Map<String, Object> row) {
            return values.addAll(row.values());
          }

          @Override
          public void end() {}
        });
    assertThat(values).contains("what?").noneMatch(byte[].class::isInstance);
  }

  @Test
  void endsAFileWithoutAnImageThatWasDeletedMeanwhileAndSaysSo() throws Exception {
    imageEntry("what?", "a mill");
    imageEntry("who?", "a miller");
    var out = new ByteArrayOutputStream();
    var zip = new ZipTarget(out);
    var target =
        new Target() {
          @Override
          public OutputStream begin(String path) throws IOException {
            jdbc.sql(
                    "delete from image where id in (select image_id from image_entry"
                        + " where project_id = ? and question = 'what?')")
                .param(project)
                .update();
            return zip.begin(path);
          }

          @Override
          public void close() throws IOException {
            zip.close();
          }
        };

    exporter.write(
        ExportRequest.of(
            project, options("kind", "image-datasets", "format", "messages", "images", "files")),
        target);

    var files = unzipped(out.toByteArray());
    assertThat(files.keySet()).filteredOn(name -> name.startsWith("images/")).hasSize(1);
    assertThat(new String(files.get("missing-images.txt"), StandardCharsets.UTF_8))
        .containsOnlyOnce("images/")
        .contains("deleted");
  }

  @Test
  void previewsImagesOfTheFirstAndCountsAll() throws Exception {
    for (int i = 0; i < 5; i++) {
      imageEntry("what " + i + "?", "a mill");
    }
    var preview =
        exporter.preview(
            ExportRequest.of(project, options("kind", "image-datasets", "format", "messages")));
    assertThat(preview.count()).isEqualTo(5);
    assertThat(preview.first())
        .hasSize(3)
        .allSatisfy(
            first ->
                assertThat(((List<?>) first.get("images")).get(0).toString())
                    .startsWith("data:image/png;base64,"));
  }

  @Test
  void endsARowGroupAfterAFewImages() throws Exception {
    var out = new ByteArrayOutputStream();
    var field = new Field("bytes", Type.Scalar.BYTES);
    byte[] image = new byte[LARGE];
    try (var into = new java.io.BufferedOutputStream(out)) {
      RecordWriter writer = formats.form("parquet").write(List.of(field), into);
      for (int i = 0; i < 12; i++) {
        new Random(i).nextBytes(image);
        writer.write(Map.of("bytes", image.clone()));
      }
      writer.end();
    }
    var groups =
        Duck.query(
            out.toByteArray(),
            "parquet",
            "select count(distinct row_group_id) from parquet_metadata('PATH')");
    assertThat(Integer.parseInt(groups.get(0).get(0))).isBetween(2, 12);
  }

  /** Each batch is a transaction of its own. */
  @Test
  void importsAFewImagesAtATime() throws Exception {
    for (int i = 0; i < 6; i++) {
      imageEntry("what " + i + "?", "a mill");
    }
    jdbc.sql(
            "update image set content = content || decode(repeat('61', :n), 'hex') where project_id = :p")
        .param("n", LARGE)
        .param("p", project)
        .update();
    String other = rows.project("p-" + Ids.next());
    byte[] zip =
        export(project, "kind", "image-datasets", "format", "hugging-face", "as", "parquet");
    var report = take(other, zip, "kind", "image-datasets", "format", "hugging-face");
    assertThat(report.imported()).isEqualTo(6);
    assertThat(
            jdbc.sql("select count(distinct xmin::text) from image_entry where project_id = :p")
                .param("p", other)
                .query(Integer.class)
                .single())
        .isEqualTo(3);
  }
}
