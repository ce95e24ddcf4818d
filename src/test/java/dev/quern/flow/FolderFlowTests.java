package dev.quern.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.Ids;
import dev.quern.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a dropped file to a training file. */
class FolderFlowTests extends FlowTest {

  private static final String TEXT =
      """
      # Mills

      The watermill at Barbegal had sixteen wheels. It was built in the second century.

      ## Stones

      A French burr stone was made of many pieces. They were held together by iron bands.
      """;

  private final String project = "folder-" + Ids.next();
  private Path inbox;
  private Path outbox;

  @BeforeEach
  void folders() throws IOException {
    inbox = Files.createDirectories(HOME.resolve("inbox").resolve(project));
    outbox = HOME.resolve("outbox").resolve(project);
  }

  private void drop(String name, String text) throws IOException {
    Path hidden = inbox.resolve("." + name);
    Files.writeString(hidden, text);
    Files.move(hidden, inbox.resolve(name));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path awaitFile(Path file) {
    Await.until(file + " appears", () -> Files.exists(file));
    return file;
  }

  @Test
  void makesTrainingFileOfDroppedDocument() throws IOException {
    drop("mills.md", TEXT);

    List<String> lines = Files.readAllLines(awaitFile(outbox.resolve("mills.alpaca.jsonl")));

    assertThat(lines)
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).contains("\"instruction\":\"", "\"output\":\""));
    assertThat(inbox.resolve(".done/mills.md")).exists();
    assertThat(inbox.resolve("mills.md")).doesNotExist();
  }

  @Test
  void doesNotProcessTheSameContentAgain() throws IOException {
    drop("first.md", TEXT);
    awaitFile(outbox.resolve("first.alpaca.jsonl"));
    long tasks = jdbc.sql("select count(*) from task").query(Long.class).single();

    drop("second.md", TEXT);
    awaitFile(inbox.resolve(".done/second.md"));
    drop("first.md", TEXT);
    awaitFile(inbox.resolve(".done/first-2.md"));

    assertThat(jdbc.sql("select count(*) from task").query(Long.class).single()).isEqualTo(tasks);
  }

  @Test
  void takesNewContentUnderAnOldNameAsNewVersion() throws IOException {
    drop("mills.md", TEXT);
    awaitFile(outbox.resolve("mills.alpaca.jsonl"));
    drop("mills.md", TEXT + "\nWindmills came to England in 1185.\n");

    awaitFile(inbox.resolve(".done/mills-2.md"));
    Await.until(
        "the new version is exported",
        () -> read(outbox.resolve("mills.alpaca.jsonl")),
        text -> text.contains("1185"));
  }

  @Test
  void followsThePipelineOfTheProject() throws IOException {
    Files.writeString(
        inbox.resolve("pipeline.yaml"),
        """
        - {task_type: text-processing, config: {strategy: auto}}
        - {task_type: question-generation, config: {questions_per_chunk: 1}}
        - {task_type: answer-generation}
        - {export: {format: alpaca, as: json}}
        """);
    drop("mills.md", TEXT);

    assertThat(Files.readString(awaitFile(outbox.resolve("mills.alpaca.json")))).startsWith("[");
  }

  /** The step is where it stands in the file, whatever of it is for images or names a charset. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "- {task_type: text-procesing} | steps[0].task_type 'text-procesing' is none of",
        "- {task_type: text-processing, config: {stratgy: auto}} | steps[0].config.stratgy is no field",
        "IMAGE TEXT - {export: {ass: csv}} | steps[2].export.ass is no field here; the fields are: as,",
        "TEXT - {export: {format: [alpaca]}} | steps[1].export.format must be a string.",
        "CHARSET TEXT - {export: {min_score: many}} | steps[2].export.min_score must be a number.",
        "IMAGE TEXT - {export: {format: nope}} | steps[2].export.format 'nope' is none of alpaca,",
        "IMAGE - {task_type: text-processing, config: {overlap: x}} | steps[1].config.overlap must"
            + " be"
      })
  void saysWhatIsWrongWithThePipelineOfTheProject(String steps, String reason) throws IOException {
    Path pipeline =
        Files.writeString(
            inbox.resolve("pipeline.yaml"),
            steps
                .replace("IMAGE ", "- {task_type: image-question-generation}\n")
                .replace("TEXT ", "- {task_type: text-processing}\n")
                .replace("CHARSET ", "- {charset: IBM850}\n"));
    drop("mills.md", TEXT);

    assertThat(Files.readString(awaitFile(inbox.resolve(".failed/mills.md.error.txt"))))
        .startsWith("The pipeline " + pipeline + " is wrong: " + reason);
    assertThat(inbox.resolve("mills.md")).doesNotExist(); // so that a mended one is not moved
    assertThat(inbox.resolve(".failed/mills.md")).exists();
  }

  @Test
  void putsWhatCannotBeReadAsideWithTheReason() throws IOException {
    drop("empty.txt", "");
    drop("broken.pdf", "%PDF-1.7\nnothing more");

    assertThat(Files.readString(awaitFile(inbox.resolve(".failed/empty.txt.error.txt"))))
        .contains("empty.txt", "0 bytes");
    assertThat(Files.readString(awaitFile(inbox.resolve(".failed/broken.pdf.error.txt"))))
        .contains("broken.pdf");
    assertThat(inbox.resolve(".failed/broken.pdf")).exists();
    assertThat(outbox).doesNotExist();
  }

  @Test
  void takesInADroppedImage() throws IOException {
    Path hidden = inbox.resolve(".scan.png");
    try (var in = FolderFlowTests.class.getResourceAsStream("/documents/scan.png")) {
      Files.copy(in, hidden);
    }
    Files.move(hidden, inbox.resolve("scan.png"));

    awaitFile(inbox.resolve(".done/scan.png"));

    assertThat(
            jdbc.sql(
                    "select image_name from image i join project p on p.id = i.project_id"
                        + " where p.name = :name")
                .param("name", project)
                .query(String.class)
                .list())
        .containsExactly("scan.png");
  }

  @Test
  void refusesALink() throws IOException {
    Path secret = Files.writeString(HOME.resolve("secret-" + Ids.next() + ".txt"), TEXT);
    Files.createSymbolicLink(inbox.resolve("link.txt"), secret);

    assertThat(Files.readString(awaitFile(inbox.resolve(".failed/link.txt.error.txt"))))
        .contains("link.txt", "link");
    assertThat(secret).exists();
    assertThat(outbox).doesNotExist();
  }

  @Test
  void leavesAloneWhatLiesBehindALinkToAFolder() throws IOException {
    Path elsewhere = Files.createDirectories(HOME.resolve("elsewhere-" + Ids.next()));
    Path secret = Files.writeString(elsewhere.resolve("secret.md"), TEXT);
    Path link = HOME.resolve("inbox").resolve("link-" + Ids.next());
    Files.createSymbolicLink(link, elsewhere);
    drop("mills.md", TEXT);

    awaitFile(inbox.resolve(".done/mills.md"));
    assertThat(secret).exists();
    assertThat(
            jdbc.sql("select count(*) from project where name = :name")
                .param("name", link.getFileName().toString())
                .query(Long.class)
                .single())
        .isZero();
    Files.delete(link);
  }

  @Test
  void takesNamesInPiecesAndInOneForTheSame() throws IOException {
    drop("Mu\u0308hle.md", TEXT);
    awaitFile(inbox.resolve(".done/Mu\u0308hle.md"));

    assertThat(
            jdbc.sql(
                    "select file_name from source_file f join project p on p.id = f.project_id"
                        + " where p.name = :name")
                .param("name", project)
                .query(String.class)
                .list())
        .containsExactly("M\u00fchle.md");
  }

  @Test
  void takesTwoFormsOfOneNameBesideEachOtherAsTwoVersions() throws IOException {
    drop("Mu\u0308hle.md", TEXT);
    drop("M\u00fchle.md", TEXT + " It still grinds.");
    awaitFile(inbox.resolve(".done/Mu\u0308hle.md"));
    awaitFile(inbox.resolve(".done/M\u00fchle.md"));

    assertThat(
            jdbc.sql(
                    "select file_name || ' ' || count(distinct sha256) from source_file f"
                        + " join project p on p.id = f.project_id where p.name = :name"
                        + " group by file_name")
                .param("name", project)
                .query(String.class)
                .list())
        .containsExactly("M\u00fchle.md 2");
  }

  @Test
  void takesNamesOfFoldersInPiecesAndInOneForTheSame() throws IOException {
    for (String village : List.of("Mu\u0308hle-" + project, "M\u00fchle-" + project)) {
      Path folder = Files.createDirectories(HOME.resolve("inbox").resolve(village));
      Files.writeString(folder.resolve("mills.md"), TEXT);
      awaitFile(folder.resolve(".done/mills.md"));
    }

    assertThat(
            jdbc.sql("select name from project where name like :name")
                .param("name", "%-" + project)
                .query(String.class)
                .list())
        .containsExactly("M\u00fchle-" + project);
  }

  @Test
  void keepsDatasetsOfOneStemApart() throws IOException {
    drop("mills.md", TEXT);
    awaitFile(outbox.resolve("mills.alpaca.jsonl"));
    drop("mills.txt", "The windmill at Outwood was built in 1665 by Thomas Budgen.");

    assertThat(Files.readString(awaitFile(outbox.resolve("mills.txt.alpaca.jsonl"))))
        .contains("Outwood");
    assertThat(Files.readString(outbox.resolve("mills.alpaca.jsonl"))).doesNotContain("Outwood");
  }

  @Test
  void putsAsideNamesThatHideOrAreTooLong() throws IOException {
    String hidden = "a" + (char) 0x202E + "gpj.md"; // read from right to left
    String control = "a" + (char) 7 + "b.md";
    String longest = "n".repeat(252) + ".md";
    for (String name : List.of(hidden, control, longest)) {
      Files.writeString(inbox.resolve(name), TEXT);
    }

    awaitFile(inbox.resolve(".failed/" + hidden + ".error.txt"));
    awaitFile(inbox.resolve(".failed/" + control + ".error.txt"));
    Path reason = awaitFile(inbox.resolve(".failed/" + "n".repeat(237) + ".md.error.txt"));
    Await.until("the reason is written", () -> read(reason).contains("200 is the most"));
    assertThat(inbox.resolve(longest)).doesNotExist();
  }

  @Test
  void takesANameOfAllTheBytesThatThereAreMoreThanOnce() throws IOException {
    String name = "水".repeat(84) + ".md"; // 255 bytes, 87 characters
    Files.writeString(inbox.resolve(name), TEXT);
    Await.until("it is taken", () -> !Files.exists(inbox.resolve(name)));
    Files.writeString(inbox.resolve(name), TEXT);
    Await.until("it is taken again", () -> !Files.exists(inbox.resolve(name)));

    try (Stream<Path> done = Files.list(inbox.resolve(".done"))) {
      assertThat(done).hasSize(2);
    }
  }

  @Test
  void leavesAloneWhatIsNoFile() throws Exception {
    new ProcessBuilder("mkfifo", inbox.resolve("pipe.md").toString()).start().waitFor();
    Path folder = Files.createDirectories(inbox.resolve("folder.pdf"));
    Files.writeString(folder.resolve("inner.md"), TEXT);
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(inbox.resolve("socket.md")));
      drop("after.md", TEXT);
      awaitFile(inbox.resolve(".done/after.md"));
    }

    assertThat(inbox.resolve("pipe.md")).exists();
    assertThat(folder.resolve("inner.md")).exists();
    assertThat(inbox.resolve(".failed")).doesNotExist();
  }
}
