package dev.quern.pipeline.intake;

import dev.quern.dataset.project.Projects;
import dev.quern.error.InvalidRequestException;
import dev.quern.home.Home;
import dev.quern.pipeline.FileNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.stereotype.Component;

/** Which folder of the inbox belongs to which project. */
@Component
class ProjectFolders {

  private static final String DEFAULT_PROJECT = "default";

  private final Home home;
  private final Projects projects;

  ProjectFolders(Home home, Projects projects) {
    this.home = home;
    this.projects = projects;
  }

  /**
   * The id of the project of the files in that folder. It is created if there is none.
   *
   * @throws InvalidRequestException when no project can have the folder's name
   */
  String project(Path folder) {
    try {
      return projects.findOrCreate(nameOf(folder)).id();
    } catch (InvalidRequestException e) {
      throw InvalidRequestException.of("The folder's " + e.getMessage());
    }
  }

  private String nameOf(Path folder) {
    return folder.equals(home.inbox())
        ? DEFAULT_PROJECT
        : FileNames.composed(String.valueOf(folder.getFileName())).strip();
  }

  /**
   * The folders of a project: those with its name, which file systems write in several ways, and
   * for the default project the inbox itself; last the one that is named as in the outbox, since
   * some names are no folder's.
   */
  List<Path> of(String project) {
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(home.inbox(), Files::isDirectory)) {
      for (Path folder : all) {
        if (nameOf(folder).equals(project)) {
          folders.add(folder);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The inbox cannot be read", e);
    }
    Collections.sort(folders);
    if (project.equals(DEFAULT_PROJECT)) {
      folders.add(home.inbox());
    }
    folders.add(home.inbox().resolve(FileNames.of(project)));
    return folders;
  }
}
