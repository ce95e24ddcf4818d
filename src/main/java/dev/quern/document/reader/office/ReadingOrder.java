package dev.quern.document.reader.office;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Shapes in the order in which a slide is read: rows from the top, in a row from the left. Shapes
 * that touch are not two rows: a heading on its text is read with it, before the column beside.
 *
 * @param <T> what stands there
 */
public final class ReadingOrder<T> {

  private record Placed<T>(T what, Box box) {}

  private final List<Placed<T>> shapes = new ArrayList<>();

  /** Adds a shape; one that says no place stands where the one before it does. */
  public void add(T what, @Nullable Box box) {
    Box before = shapes.isEmpty() ? new Box(0, 0, 0, 0) : shapes.get(shapes.size() - 1).box();
    shapes.add(new Placed<>(what, box == null ? before : box));
  }

  /** The shapes as they are read; those of one place as they were added. */
  public List<T> read() {
    List<T> read = new ArrayList<>();
    read(shapes, read);
    return read;
  }

  private static <T> void read(List<Placed<T>> all, List<T> read) {
    List<Placed<T>> left = new ArrayList<>(all);
    while (!left.isEmpty()) {
      List<List<Placed<T>>> parts = cut(left, Box::top, Box::bottom);
      parts = parts.size() > 1 ? parts : cut(left, Box::left, Box::right);
      if (parts.size() > 1) {
        parts.forEach(part -> read(part, read));
        return;
      }
      Placed<T> first = first(left);
      left.remove(first);
      read.add(first.what());
    }
  }

  /** The parts between which nothing stands. */
  private static <T> List<List<Placed<T>>> cut(
      List<Placed<T>> shapes, ToLongFunction<Box> start, ToLongFunction<Box> end) {
    List<Placed<T>> sorted = new ArrayList<>(shapes);
    sorted.sort(Comparator.comparingLong(shape -> start.applyAsLong(shape.box())));
    List<List<Placed<T>>> parts = new ArrayList<>();
    long reached = Long.MIN_VALUE;
    for (Placed<T> shape : sorted) {
      if (parts.isEmpty() || start.applyAsLong(shape.box()) > reached) {
        parts.add(new ArrayList<>());
      }
      parts.get(parts.size() - 1).add(shape);
      reached = Math.max(reached, end.applyAsLong(shape.box()));
    }
    return parts;
  }

  /** The leftmost shape of those in the row of the topmost. */
  private static <T> Placed<T> first(List<Placed<T>> shapes) {
    Comparator<Placed<T>> down = Comparator.comparingLong(shape -> shape.box().top());
    Comparator<Placed<T>> right = Comparator.comparingLong(shape -> shape.box().left());
    Placed<T> top = shapes.stream().min(down.thenComparing(right)).orElseThrow();
    return shapes.stream()
        .filter(shape -> shape.box().isInRowOf(top.box()))
        .min(right.thenComparing(down))
        .orElse(top);
  }
}
