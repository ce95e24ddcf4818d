package dev.quern.export.run;

import dev.quern.dataset.NearDuplicates;
import dev.quern.export.format.Kind;
import dev.quern.export.format.Row;
import dev.quern.export.run.split.LongInts;
import dev.quern.export.run.split.Partition;
import dev.quern.export.run.split.Sides;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Parts rows into train and test so that nothing leaks: what came from one document stays on one
 * side, and so do what is about one image and near-duplicates, whatever they came from. Documents
 * that hold the same image or near-duplicates of each other are one group; whole groups go to the
 * test side, in an order that is fixed by their ids, while they fit into its share. Where
 * everything is one group, chunks (or images) are taken for documents. The same rows always give
 * the same sides.
 */
final class SplitSearch implements RowSink {

  /** The least similarity of near-duplicates. */
  static final double SIMILAR = 0.8;

  private final Rows rows;
  private final Choice choice;
  private final double share;
  private final NearDuplicates.Search search;
  private final List<LongInts> keys = List.of(new LongInts(), new LongInts());
  private final Numbers[] groups = {new Numbers(), new Numbers()};
  private final LongInts images = new LongInts();
  private final Numbers sameImage = new Numbers();
  private long[] ids = new long[1024];
  private int count;

  SplitSearch(Rows rows, Choice choice, double share, NearDuplicates.Search search) {
    this.rows = rows.plain();
    this.choice = choice;
    this.share = share;
    this.search = search;
  }

  @Override
  public Rows rows() {
    return rows;
  }

  @Override
  public boolean take(Map<String, Object> columns) {
    Row row = new Row(rows.kind(), columns);
    if (!choice.takes(row)) {
      return !choice.isFull();
    }
    boolean isOfImage = rows.kind() == Kind.IMAGE_DATASETS;
    String own = isOfImage ? "image:" + row.text("image_sha256") : "row:" + row.id();
    String part = isOfImage ? own : origin(row, "chunk_id", own);
    groups[0].add(number(0, origin(row, "file_id", part)));
    groups[1].add(number(1, part));
    if (isOfImage) {
      sameImage.add(first(LongInts.hash(own)));
    }
    if (count == ids.length) {
      ids = Arrays.copyOf(ids, count * 2);
    }
    ids[count++] = LongInts.hash(row.id());
    search.add(words(row), row.text("language"));
    return true;
  }

  /** What a row came from; for an imported one, where it was made. */
  private static String origin(Row row, String column, String otherwise) {
    Object here = row.here(column);
    Object from = here == null ? row.known(column) : here;
    return from == null ? otherwise : from.toString();
  }

  /** The first row about that image. */
  private int first(long image) {
    int first = images.get(image, count);
    images.put(image, first);
    return first;
  }

  private static String words(Row row) {
    return row.kind() == Kind.CONVERSATIONS
        ? String.valueOf(row.text("messages")).replaceAll("\"(from|value)\": \"(human|gpt)?", "")
        : row.text("question") + "\n" + row.text("answer");
  }

  private int number(int level, String key) {
    long hash = LongInts.hash(key);
    int known = keys.get(level).get(hash, -1);
    if (known >= 0) {
      return known;
    }
    int next = keys.get(level).size();
    keys.get(level).put(hash, next);
    return next;
  }

  @Override
  public void end() {}

  /** The sides, after all rows. */
  Sides sides() {
    Partition documents = joined(0);
    if (documents.groups() > 1 || count == 0) {
      return chosen(documents, 0, "document");
    }
    String part = rows.kind() == Kind.IMAGE_DATASETS ? "picture" : "chunk";
    return chosen(joined(1), 1, part + ", because all of it hangs together by its documents");
  }

  private Partition joined(int level) {
    int[] of = groups[level].values();
    int[] sizes = new int[keys.get(level).size()];
    for (int i = 0; i < count; i++) {
      sizes[of[i]]++;
    }
    Partition partition = new Partition(sizes);
    for (int i = 0; i < sameImage.size; i++) {
      partition.join(of[i], of[sameImage.values()[i]]);
    }
    search.find(
        new NearDuplicates.Pairs() {
          @Override
          public boolean areSettled(int one, int other) {
            return partition.areTogether(of[one], of[other]);
          }

          @Override
          public void found(int one, int other) {
            partition.join(of[one], of[other]);
          }
        });
    return partition;
  }

  private Sides chosen(Partition partition, int level, String by) {
    int[] of = groups[level].values();
    long wanted = Math.max(1, Math.round(share * count));
    boolean[] test = new boolean[keys.get(level).size()];
    List<Integer> order = order(partition, of);
    long taken = 0;
    for (int root : order) {
      if (taken + partition.size(root) <= wanted && taken + partition.size(root) < count) {
        test[root] = true;
        taken += partition.size(root);
      }
    }
    if (taken == 0 && order.size() > 1) {
      int min = order.stream().min(Comparator.comparingInt(partition::size)).orElseThrow();
      test[min] = true;
    }
    LongInts byIds = new LongInts();
    for (int i = 0; i < count; i++) {
      byIds.put(ids[i], test[partition.root(of[i])] ? Sides.TEST : Sides.TRAIN);
    }
    return new Sides(byIds, how(by, test.length, order.size()));
  }

  /** The roots by the hash of the first row of each. */
  private List<Integer> order(Partition partition, int[] of) {
    long[] first = new long[keys.get(0).size() + keys.get(1).size()];
    List<Integer> roots = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int root = partition.root(of[i]);
      if (first[root] == 0) {
        first[root] = ids[i];
        roots.add(root);
      }
    }
    roots.sort(Comparator.comparingLong(root -> first[root]));
    return roots;
  }

  private String how(String by, int parts, int joined) {
    return "(%s was asked for). They were parted by %s: %d, of which %d groups were made by joining what holds the same picture or near-duplicates of each other (MinHash, similarity %s of words or more). No group lies on both sides."
        .formatted(share, by, parts, joined, SIMILAR);
  }

  /** A growing list of numbers. */
  private static final class Numbers {

    private int[] values = new int[1024];
    private int size;

    void add(int value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size * 2);
      }
      values[size++] = value;
    }

    int[] values() {
      return values;
    }
  }
}
