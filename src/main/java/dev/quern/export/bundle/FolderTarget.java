package dev.quern.export.bundle;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files in a folder. */
public final class FolderTarget implements Target {

  private final Path folder;
  private final List<String> paths = new ArrayList<>();
  private @Nullable OutputStream open;

  public FolderTarget(Path folder) {
    this.folder = folder;
  }

  @Override
  public OutputStream begin(String path) throws IOException {
    close();
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    paths.add(path);
    open = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    return open;
  }

  /** The paths of what was written, in their order. */
  public List<String> paths() {
    return paths;
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      open.close();
      open = null;
    }
  }
}
