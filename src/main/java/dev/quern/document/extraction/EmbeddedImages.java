package dev.quern.document.extraction;

import dev.quern.Temporary;
import dev.quern.document.UnreadableFileException;
import dev.quern.document.image.Images;
import dev.quern.document.original.FileStore;
import dev.quern.document.original.OriginalFiles;
import dev.quern.document.original.StoredFile;
import dev.quern.document.parser.ParserProcesses;
import dev.quern.document.parser.ParserProtocol;
import dev.quern.document.store.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/** Imports the pictures of a document into its project. */
@Component
public class EmbeddedImages {

  private final ParserProcesses processes;
  private final TikaStep reports;
  private final FileStore store;
  private final OriginalFiles originals;
  private final Images images;
  private final TransactionTemplate transaction;

  EmbeddedImages(
      ParserProcesses processes,
      TikaStep reports,
      FileStore store,
      OriginalFiles originals,
      Images images,
      TransactionTemplate transaction) {
    this.processes = processes;
    this.reports = reports;
    this.store = store;
    this.originals = originals;
    this.images = images;
    this.transaction = transaction;
  }

  /**
   * Imports the pictures as FILE-image-1.png and so on. Importing the same document again adds
   * nothing.
   *
   * @return how many that can be decoded the document has
   * @throws UnreadableFileException when its original is not where this node reads, or cannot be
   *     parsed
   */
  public int takeIn(SourceFile file) {
    Path original = store.path(file.sha256(), file.fileName());
    Path folder = temporary();
    try {
      var request =
          new ParserProtocol.Request(original.toString(), file.fileName(), "", folder.toString());
      reports.checked(processes.parse(request).of("", file.fileName()));
      List<Path> pictures;
      try (Stream<Path> found = Files.list(folder)) {
        pictures = found.sorted().toList();
      }
      int taken = 0;
      for (int i = 0; i < pictures.size(); i++) {
        taken += add(file, pictures.get(i), i + 1) ? 1 : 0;
      }
      return taken;
    } catch (IOException e) {
      throw new UncheckedIOException("The pictures of " + file.fileName() + " are not read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Told to stop while reading " + file.fileName(), e);
    } finally {
      forget(folder);
    }
  }

  private boolean add(SourceFile file, Path picture, int number) {
    StoredFile stored = store.keep(picture);
    String ending = picture.toString().replaceFirst(".*\\.", ".");
    String name = file.fileName() + "-image-" + number + ending;
    try {
      images.check(name, stored);
    } catch (UnreadableFileException e) {
      return false; // a broken one: the document has others
    }
    transaction.executeWithoutResult(
        status -> {
          originals.claim(stored, name);
          images.add(file.projectId(), file.id(), name, stored);
        });
    return true;
  }

  private static Path temporary() {
    try {
      return Temporary.folder("quern-pictures-");
    } catch (IOException e) {
      throw new UncheckedIOException("There is no room for the pictures of a document", e);
    }
  }

  private static void forget(Path folder) {
    try {
      FileSystemUtils.deleteRecursively(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("The temporary folder " + folder + " cannot be deleted", e);
    }
  }
}
