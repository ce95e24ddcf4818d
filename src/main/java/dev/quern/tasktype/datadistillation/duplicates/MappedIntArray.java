package dev.quern.tasktype.datadistillation.duplicates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.IntBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * An array of numbers in a memory-mapped file, which is deleted on close. It needs no heap, and the
 * system can reclaim its memory. All numbers are initially 0. Not thread-safe.
 */
public final class MappedIntArray implements AutoCloseable {

  private static final int SHIFT = 22; // 16 MB at a time
  private static final int SIZE = 1 << SHIFT;

  private final FileChannel file;
  private final List<IntBuffer> segments = new ArrayList<>();

  /** An empty one in a folder. */
  public MappedIntArray(Path folder) {
    try {
      Path path = Files.createTempFile(folder, "duplicates-", ".tmp");
      file =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      throw new UncheckedIOException("No file can be made in " + folder, e);
    }
  }

  public int get(long at) {
    int segment = (int) (at >>> SHIFT);
    return segment < segments.size() ? segments.get(segment).get((int) at & SIZE - 1) : 0;
  }

  public void put(long at, int value) {
    int segment = (int) (at >>> SHIFT);
    while (segments.size() <= segment) {
      segments.add(map(segments.size()));
    }
    segments.get(segment).put((int) at & SIZE - 1, value);
  }

  private IntBuffer map(long segment) {
    try {
      return file.map(
              MapMode.READ_WRITE, segment * SIZE * Integer.BYTES, (long) SIZE * Integer.BYTES)
          .asIntBuffer();
    } catch (IOException e) {
      throw new UncheckedIOException("There is no room on the disk to compare entries", e);
    }
  }

  @Override
  public void close() {
    try {
      segments.clear();
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
