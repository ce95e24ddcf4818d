package dev.quern.document.extraction;

import dev.quern.document.UnreadableFileException;
import dev.quern.document.image.Images;
import dev.quern.document.original.FileStore;
import dev.quern.document.original.OriginalFiles;
import dev.quern.document.original.StoredFile;
import dev.quern.document.parser.ParserProcesses;
import dev.quern.document.parser.ParserProtocol;
import dev.quern.document.store.SourceFile;
import dev.quern.home.ScratchFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/** Imports the images of a document into its project. */
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

  /** One image of a document: a temporary file, and its place among the others, from 1. */
  public record EmbeddedImage(Path file, int number) {}

  /** The images of a document, in a temporary folder that {@link #delete} deletes. */
  public record Extracted(Path folder, List<EmbeddedImage> images)
      implements Iterable<EmbeddedImage> {

    @Override
    public Iterator<EmbeddedImage> iterator() {
      return images.iterator();
    }
  }

  /**
   * Has a parser process take the images out of a document.
   *
   * @throws UnreadableFileException when its original is not where this node reads, or cannot be
   *     parsed
   */
  public Extracted extract(SourceFile file) {
    Path original = store.path(file.sha256(), file.fileName());
    Path folder = temporary();
    boolean extracted = false;
    try {
      var request =
          new ParserProtocol.Request(original.toString(), file.fileName(), "", folder.toString());
      reports.checked(processes.parse(request).of("", file.fileName()));
      List<EmbeddedImage> found = in(folder);
      extracted = true;
      return new Extracted(folder, found);
    } catch (IOException e) {
      throw new UncheckedIOException("The images of " + file.fileName() + " are not read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Told to stop while reading " + file.fileName(), e);
    } finally {
      if (!extracted) {
        delete(folder);
      }
    }
  }

  /**
   * Imports an image of a document as FILE-image-1.png and so on, unless it cannot be decoded: the
   * document has others. Importing it again adds nothing.
   */
  public void add(SourceFile file, EmbeddedImage image) {
    StoredFile stored = store.keep(image.file());
    String ending = image.file().toString().replaceFirst(".*\\.", ".");
    String name = file.fileName() + "-image-" + image.number() + ending;
    try {
      images.check(name, stored);
    } catch (UnreadableFileException e) {
      return;
    }
    transaction.executeWithoutResult(
        status -> {
          originals.claim(stored, name);
          images.add(file.projectId(), file.id(), name, stored);
        });
  }

  /** Deletes the files of extracted images. */
  public void delete(Extracted images) {
    delete(images.folder());
  }

  private static List<EmbeddedImage> in(Path folder) throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      List<Path> files = found.sorted().toList();
      return IntStream.range(0, files.size())
          .mapToObj(i -> new EmbeddedImage(files.get(i), i + 1))
          .toList();
    }
  }

  private static Path temporary() {
    try {
      return ScratchFiles.folder("quern-images-");
    } catch (IOException e) {
      throw new UncheckedIOException("There is no room for the images of a document", e);
    }
  }

  private static void delete(Path folder) {
    try {
      FileSystemUtils.deleteRecursively(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("The temporary folder " + folder + " cannot be deleted", e);
    }
  }
}
