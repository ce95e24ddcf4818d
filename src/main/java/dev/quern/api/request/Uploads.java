package dev.quern.api.request;

import dev.quern.Page;
import dev.quern.Paging;
import dev.quern.dataset.project.Projects;
import dev.quern.document.image.Image;
import dev.quern.document.image.Images;
import dev.quern.document.store.SourceFile;
import dev.quern.document.store.SourceFiles;
import dev.quern.error.InvalidRequestException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The REST views of files and images. */
@Component("uploads")
public class Uploads {

  /** A file of a project. */
  public record FileView(
      String id,
      String fileName,
      String mediaType,
      long size,
      String sha256,
      @Nullable String charset,
      @Nullable Double confidence,
      List<String> notes,
      Instant createAt) {

    static FileView of(SourceFile file) {
      return new FileView(
          file.id(),
          file.fileName(),
          file.mediaType(),
          file.size(),
          file.sha256(),
          file.charset(),
          file.confidence(),
          file.notes(),
          file.createAt());
    }
  }

  private final Projects projects;
  private final SourceFiles files;
  private final Images images;

  Uploads(Projects projects, SourceFiles files, Images images) {
    this.projects = projects;
    this.files = files;
    this.images = images;
  }

  /** The views of stored files. */
  public List<FileView> files(List<SourceFile> added) {
    return added.stream().map(FileView::of).toList();
  }

  /** The files of a project. */
  public Page<FileView> listFiles(
      String projectId, @Nullable String limit, @Nullable String offset, @Nullable String after) {
    Page<SourceFile> page = files.list(projects.get(projectId).id(), paging(limit, offset, after));
    return page.with(files(page.items()));
  }

  /** The images of a project. */
  public Page<Image> listImages(
      String projectId, @Nullable String limit, @Nullable String offset, @Nullable String after) {
    return images.list(projects.get(projectId).id(), paging(limit, offset, after));
  }

  private static Paging paging(
      @Nullable String limit, @Nullable String offset, @Nullable String after) {
    return new Paging(
        Math.toIntExact(Math.min(whole("limit", limit, 100), 1_000_000)),
        whole("offset", offset, 0),
        after == null || after.isEmpty() ? null : after);
  }

  private static long whole(String name, @Nullable String text, long unlessGiven) {
    if (text == null || text.isEmpty()) {
      return unlessGiven;
    }
    if (!text.matches("\\d{1,18}")) {
      throw InvalidRequestException.field(name, "must be a whole number");
    }
    return Long.parseLong(text);
  }
}
