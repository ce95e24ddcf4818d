package dev.quern.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Exports as trainers' own loaders take them, in a Python that has some of them: {@code
 * -Dquern.loaders=VENV/bin/python}. It says which it found, with their versions; see {@code
 * loaders.py}.
 */
@EnabledIfSystemProperty(
    named = "quern.loaders",
    matches = ".+",
    disabledReason = "needs a Python with datasets, trl or llamafactory: -Dquern.loaders=PYTHON")
class LoadersTests extends ExportTest {

  private static final String SYSTEM = "Be =brief.\n\"So\"";

  @TempDir private Path folder;

  private final List<List<String>> expected = new ArrayList<>();

  @BeforeEach
  void fill() throws Exception {
    for (String text : RoundTripTests.HOSTILE) {
      add("Q " + text, "A" + text, text.isBlank() ? "" : "c " + text);
    }
    add("large", "ü".repeat(100_000), "");
    rows.conversation(project, null, "=who?", "me\n\"yes\"");
    rows.conversation(project, null, "who?", "'@me");
    imageEntry("=what?", "a mill");
    imageEntry("what else?", "a river");
    imageEntry("Is <image> in <video>?", "in <audio>, <image>");
  }

  private void add(String question, String answer, String cot) {
    entry(question, answer, "cot", cot, "tags", new String[] {"t", question});
    expected.add(List.of(question, answer, cot));
  }

  @Test
  void takeWhatIsExported() throws Exception {
    JSON.writeValue(folder.resolve("entries.json").toFile(), expected);
    Files.writeString(folder.resolve("system.txt"), SYSTEM);
    for (String format :
        List.of("alpaca", "sharegpt", "messages", "raw", "multilingual-thinking")) {
      for (String as : List.of("jsonl", "json", "csv", "parquet")) {
        file(format + "." + as, "format", format, "as", as);
        file(format + "-system." + as, "format", format, "as", as, "system", SYSTEM);
        if (!format.equals("alpaca")) {
          file("talks-" + format + "." + as, "kind", "conversations", "format", format, "as", as);
        }
      }
    }
    for (String bundle : List.of("hugging-face", "llama-factory")) {
      for (String kind : List.of("datasets", "conversations", "image-datasets")) {
        for (String as : List.of("parquet", "jsonl")) {
          String name = bundle + "-" + kind + "-" + as;
          folder(name, "format", bundle, "kind", kind, "as", as);
          folder(name + "-split", "format", bundle, "kind", kind, "as", as, "split", 0.3);
          folder(name + "-system", "format", bundle, "kind", kind, "as", as, "system", SYSTEM);
        }
      }
    }
    late();
    assertThat(run()).as("of loaders.py, whose words are above").isZero();
  }

  /** Nothing has a system prompt or reasoning in the first 10 MB, from which types are taken. */
  private void late() throws IOException {
    project = rows.project("late-" + project);
    for (int i = 0; i < 12; i++) {
      entry("large " + i, "x".repeat(1 << 20));
    }
    take("{\"instruction\": \"late\", \"output\": \"a\", \"cot\": \"c\", \"system\": \"S\"}");
    for (String format : List.of("alpaca", "sharegpt", "messages", "multilingual-thinking")) {
      file("late-" + format + ".jsonl", "format", format);
    }
  }

  private void file(String name, Object... options) throws IOException {
    Files.write(folder.resolve(name), export(project, options));
  }

  private void folder(String name, Object... options) throws IOException {
    for (Map.Entry<String, byte[]> file : unzipped(export(project, options)).entrySet()) {
      Path path = folder.resolve(name).resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  private int run() throws IOException, InterruptedException {
    Path script = folder.resolve("loaders.py");
    try (var in = LoadersTests.class.getResourceAsStream("/dev/quern/export/loaders.py")) {
      Files.copy(in, script);
    }
    File words = folder.resolve("words.txt").toFile();
    var command =
        new ProcessBuilder(
            System.getProperty("quern.loaders"), script.toString(), folder.toString());
    command.environment().put("HF_HOME", folder.resolve("cache").toString());
    command.environment().put("HF_HUB_OFFLINE", "1");
    int code = command.redirectErrorStream(true).redirectOutput(words).start().waitFor();
    System.out.println(Files.readString(words.toPath()));
    return code;
  }
}
