package dev.quern.pipeline.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.quern.dataset.project.Projects;
import dev.quern.error.InvalidRequestException;
import dev.quern.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectFoldersTests {

  @TempDir Path path;
  private final Projects projects = mock(Projects.class);
  private ProjectFolders folders;
  private Path inbox;

  @BeforeEach
  void home() {
    Home home = new Home(path);
    inbox = home.inbox();
    folders = new ProjectFolders(home, projects);
  }

  @ParameterizedTest
  @CsvSource({
    "mills, mills",
    "colon: Teil 1?, colon: Teil 1?",
    "' blanks ', blanks",
    "Mu\u0308hlen, M\u00fchlen",
    "M\u00fchlen, M\u00fchlen"
  })
  void findsTheFolderWhoseFilesAreOfTheProject(String name, String project) throws IOException {
    Files.createDirectory(inbox.resolve("other"));
    Path folder = Files.createDirectory(inbox.resolve(name));

    assertThat(folders.of(project)).startsWith(folder);
  }

  @Test
  void findsTheInboxItselfBehindTheFolderOfTheDefaultProject() throws IOException {
    Path own = Files.createDirectory(inbox.resolve("default"));

    assertThat(folders.of("default")).startsWith(own, inbox);
  }

  @Test
  void hasAFolderForANameThatNoFolderHas() {
    assertThat(folders.of("../mills"))
        .singleElement()
        .satisfies(folder -> assertThat(folder.getParent()).isEqualTo(inbox));
  }

  @Test
  void saysThatItIsTheNameOfTheFolderThatNoProjectCanHave() {
    when(projects.findOrCreate("mills"))
        .thenThrow(InvalidRequestException.field("name", "must be shorter"));

    assertThatThrownBy(() -> folders.project(inbox.resolve("mills")))
        .hasMessage("The folder's name must be shorter.");
  }
}
