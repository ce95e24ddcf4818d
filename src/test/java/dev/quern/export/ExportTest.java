package dev.quern.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.quern.Ids;
import dev.quern.dataset.NearDuplicates;
import dev.quern.dataset.project.ProjectTasks;
import dev.quern.export.imports.ImportOptions;
import dev.quern.export.imports.ImportReport;
import dev.quern.home.Home;
import dev.quern.testing.TestDatabase;
import dev.quern.testing.TestRows;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import javax.sql.DataSource;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Exports and imports with their routes, on a database of their own. */
@SpringBootTest(
    classes = ExportTest.App.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = "camel.main.routes-include-pattern=file:routes/export/*.camel.yaml")
abstract class ExportTest {

  static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper SNAKE =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
  static final Path HOME = temporary();

  @Autowired Exporter exporter;
  @Autowired Importer importer;
  @Autowired JdbcClient jdbc;

  TestRows rows;
  String project;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    TestDatabase.register(registry);
  }

  @Autowired
  void rows(DataSource source) {
    rows = new TestRows(source);
    project = rows.project("p-" + Ids.next());
  }

  // No @Configuration: the whole application, which other tests start, must not find it.
  @ComponentScan({"dev.quern.dataset", "dev.quern.export"})
  @ComponentScan(
      basePackages = "dev.quern.tasktype",
      useDefaultFilters = false,
      includeFilters =
          @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = NearDuplicates.class))
  @ImportAutoConfiguration({
    CamelAutoConfiguration.class,
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    TransactionAutoConfiguration.class
  })
  static class App {

    @Bean
    Home home() {
      return new Home(HOME);
    }

    @Bean
    ProjectTasks projectTasks() {
      return new ProjectTasks() {
        @Override
        public boolean anyOpen(String projectId) {
          return false;
        }

        @Override
        public void cancelAll(String projectId) {}
      };
    }
  }

  /** Options by the names of parameters: {@code "format", "raw", "limit", 3}. */
  static ExportOptions options(Object... namesAndValues) {
    return SNAKE.convertValue(map(namesAndValues), ExportOptions.class);
  }

  static Map<String, Object> map(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }

  byte[] export(String project, Object... options) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    exporter.write(ExportRequest.of(project, options(options)), out);
    return out.toByteArray();
  }

  String text(Object... options) {
    return new String(export(project, options), StandardCharsets.UTF_8);
  }

  /** The records of a JSON export. */
  List<JsonNode> records(Object... options) {
    Map<String, Object> asked = map(options);
    asked.put("as", "json");
    List<Object> flat = new ArrayList<>();
    asked.forEach(
        (name, value) -> {
          flat.add(name);
          flat.add(value);
        });
    try {
      List<JsonNode> records = new ArrayList<>();
      JSON.readTree(export(project, flat.toArray())).forEach(records::add);
      return records;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ImportReport.Summary take(String project, byte[] file, String... options) {
    Map<String, Object> asked = map((Object[]) options);
    try {
      return importer.take(
          project,
          new ImportOptions(
              (String) asked.get("kind"),
              (String) asked.get("format"),
              (String) asked.get("as"),
              (String) asked.get("on_conflict")),
          new ByteArrayInputStream(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ImportReport.Summary take(String file, String... options) {
    return take(project, file.getBytes(StandardCharsets.UTF_8), options);
  }

  /** An entry's id; columns by their names beside question and answer. */
  String entry(String question, String answer, Object... columns) {
    Map<String, Object> values = map(columns);
    values.put("id", values.getOrDefault("id", Ids.next()));
    values.put("project_id", project);
    values.put("question", question);
    values.put("answer", answer);
    return insert("dataset_entry", values);
  }

  String insert(String table, Map<String, Object> values) {
    String places =
        values.entrySet().stream()
            .map(
                column ->
                    switch (column.getKey()) {
                      case "evidence", "evaluation", "messages" ->
                          "cast(:" + column.getKey() + " as jsonb)";
                      default -> ":" + column.getKey();
                    })
            .reduce((a, b) -> a + ", " + b)
            .orElseThrow();
    jdbc.sql(
            "insert into %s (%s) values (%s)"
                .formatted(table, String.join(", ", values.keySet()), places))
        .params(values)
        .update();
    return String.valueOf(values.get("id"));
  }

  /** An entry about an image of 64 × 48 pixels. */
  void imageEntry(String question, String answer) throws Exception {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    BufferedImage picture = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(0, 0, question.hashCode());
    ImageIO.write(picture, "png", png);
    String image =
        insert(
            "image",
            map(
                "id",
                Ids.next(),
                "project_id",
                project,
                "image_name",
                "mill.png",
                "media_type",
                "image/png",
                "size",
                png.size(),
                "width",
                64,
                "height",
                48,
                "sha256",
                sha256(png),
                "content",
                png.toByteArray()));
    insert(
        "image_entry",
        map(
            "id",
            Ids.next(),
            "project_id",
            project,
            "image_id",
            image,
            "image_name",
            "mill.png",
            "question",
            question,
            "answer",
            answer));
  }

  private static String sha256(ByteArrayOutputStream bytes) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
  }

  /** The files of a zip. */
  static Map<String, byte[]> unzipped(byte[] zip) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("quern-export-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
