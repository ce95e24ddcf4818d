package dev.quern.document.parser;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a compound file (MS-CFB, version 3) of storages and streams, without POI: what Outlook's
 * messages and Excel's old workbooks are in. All streams are put into whole sectors.
 */
final class CompoundFile {

  private static final int SECTOR = 512;

  /** Shorter streams would have to go into a stream of small sectors. */
  private static final int SHORTEST = 4096;

  private static final int NONE = -1;
  private static final int END = -2;
  private static final int TABLE = -3;

  private static final class Entry {
    private final String name;
    private final byte[] content;
    private final List<Integer> children = new ArrayList<>();
    private int start = END;

    private Entry(String name, byte[] content) {
      this.name = name;
      this.content = content;
    }
  }

  private final List<Entry> entries = new ArrayList<>();

  CompoundFile() {
    entries.add(new Entry("Root Entry", new byte[0]));
  }

  /** Adds a stream to a storage, 0 for the outermost; gives its number. */
  int stream(int storage, String name, byte[] content) {
    return add(storage, new Entry(name, content));
  }

  int storage(int storage, String name) {
    return add(storage, new Entry(name, new byte[0]));
  }

  private int add(int storage, Entry entry) {
    entries.add(entry);
    entries.get(storage).children.add(entries.size() - 1);
    return entries.size() - 1;
  }

  Path write(Path file) throws IOException {
    List<Integer> next = new ArrayList<>();
    List<byte[]> sectors = new ArrayList<>();
    Entry small = entries.get(0);
    List<Integer> smallNext = new ArrayList<>();
    ByteBuffer smallContent = buffer(1 << 20);
    for (Entry entry : entries) {
      if (entry.content.length >= SHORTEST) {
        entry.start = chain(entry.content, sectors, next);
      } else if (entry.content.length > 0) {
        entry.start = smallNext.size();
        for (int at = 0; at < entry.content.length; at += 64) {
          smallContent.put(entry.content, at, Math.min(64, entry.content.length - at));
          smallContent.position((smallNext.size() + 1) * 64);
          smallNext.add(at + 64 < entry.content.length ? smallNext.size() + 1 : END);
        }
      }
    }
    byte[] smalls = new byte[smallContent.position()];
    smallContent.get(0, smalls);
    small.start = smalls.length == 0 ? END : chain(smalls, sectors, next);
    int smallTable = smallNext.isEmpty() ? END : chain(numbers(smallNext), sectors, next);
    int directory = chain(directory(smalls.length), sectors, next);
    int table = sectors.size();
    int tables = (sectors.size() + 127) / 127;
    for (int i = 0; i < tables; i++) {
      next.add(TABLE);
    }
    byte[] chains = numbers(next);
    for (int at = 0; at < tables * SECTOR; at += SECTOR) {
      sectors.add(padded(chains, at));
    }
    ByteBuffer all = buffer((sectors.size() + 1) * SECTOR);
    all.put(
        head(directory, smallTable, (smallNext.size() * 4 + SECTOR - 1) / SECTOR, table, tables));
    sectors.forEach(all::put);
    return Files.write(file, all.array());
  }

  private static int chain(byte[] content, List<byte[]> sectors, List<Integer> next) {
    int start = sectors.size();
    for (int at = 0; at < content.length; at += SECTOR) {
      sectors.add(padded(content, at));
      next.add(at + SECTOR < content.length ? sectors.size() : END);
    }
    return start;
  }

  private static byte[] padded(byte[] content, int at) {
    byte[] sector = new byte[SECTOR];
    System.arraycopy(content, at, sector, 0, Math.min(SECTOR, content.length - at));
    return sector;
  }

  /** The numbers, filled up to whole sectors with those of none. */
  private static byte[] numbers(List<Integer> numbers) {
    ByteBuffer buffer = buffer((numbers.size() * 4 + SECTOR - 1) / SECTOR * SECTOR);
    for (int i = 0; i < buffer.capacity() / 4; i++) {
      buffer.putInt(i < numbers.size() ? numbers.get(i) : NONE);
    }
    return buffer.array();
  }

  private byte[] directory(int smalls) {
    ByteBuffer buffer = buffer((entries.size() + 3) / 4 * SECTOR);
    int[] sibling = new int[entries.size()];
    java.util.Arrays.fill(sibling, NONE);
    for (Entry entry : entries) {
      // A tree that only goes to the right, in the order of names that the format asks for.
      entry.children.sort(this::compare);
      for (int i = 0; i + 1 < entry.children.size(); i++) {
        sibling[entry.children.get(i)] = entry.children.get(i + 1);
      }
    }
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      byte[] name = entry.name.getBytes(StandardCharsets.UTF_16LE);
      boolean stream = i > 0 && entry.content.length > 0;
      buffer.position(i * 128);
      buffer.put(name).position(i * 128 + 64);
      buffer.putShort((short) (name.length + 2)).put((byte) (i == 0 ? 5 : stream ? 2 : 1));
      buffer.put((byte) 1).putInt(NONE).putInt(sibling[i]);
      buffer.putInt(entry.children.isEmpty() ? NONE : entry.children.get(0));
      buffer.position(i * 128 + 116);
      buffer.putInt(entry.start).putInt(i == 0 ? smalls : entry.content.length);
    }
    return buffer.array();
  }

  private int compare(int a, int b) {
    String one = entries.get(a).name;
    String other = entries.get(b).name;
    return one.length() == other.length()
        ? one.toUpperCase(java.util.Locale.ROOT).compareTo(other.toUpperCase(java.util.Locale.ROOT))
        : one.length() - other.length();
  }

  private static byte[] head(
      int directory, int smallTable, int smallTables, int table, int tables) {
    ByteBuffer head = buffer(SECTOR);
    head.putLong(0xE11AB1A1E011CFD0L).position(24);
    head.putShort((short) 0x3E).putShort((short) 3).putShort((short) 0xFFFE);
    head.putShort((short) 9).putShort((short) 6).position(44);
    head.putInt(tables).putInt(directory).putInt(0).putInt(SHORTEST);
    head.putInt(smallTable).putInt(smallTables).putInt(END).putInt(0);
    for (int i = 0; i < 109; i++) {
      head.putInt(i < tables ? table + i : NONE);
    }
    return head.array();
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
