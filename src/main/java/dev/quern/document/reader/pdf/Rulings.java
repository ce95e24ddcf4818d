package dev.quern.document.reader.pdf;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.contentstream.PDFStreamEngine;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorProcessor;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSNumber;

/**
 * Collects the horizontal and vertical lines that a page draws; thin filled boxes count as lines.
 * Coordinates are those of the page, from the bottom left.
 */
final class Rulings {

  /** Far more are a drawing, or a map. */
  private static final int MAX_LINES = 3000;

  private static final float THIN = 2.5f;
  private static final float MIN_LENGTH = 4;

  /** A line: at {@code at} across, from {@code from} to {@code to} along. */
  record Ruling(boolean level, float at, float from, float to) {}

  private final List<Ruling> rulings = new ArrayList<>();
  private final List<float[]> path = new ArrayList<>();
  private final List<float[]> boxes = new ArrayList<>();
  private float startX;
  private float startY;
  private float x;
  private float y;

  /** Makes an engine tell what it draws. */
  void listenTo(PDFStreamEngine engine) {
    for (String name : "m l c v y h re S s f F f* B B* b b* n".split(" ")) {
      engine.addOperator(
          new OperatorProcessor(engine) {
            @Override
            public void process(Operator operator, List<COSBase> operands) {
              take(operator.getName(), operands, engine);
            }

            @Override
            public String getName() {
              return name;
            }
          });
    }
  }

  /** The lines since the last call; none where they are too many for tables. */
  List<Ruling> end() {
    List<Ruling> result = rulings.size() > MAX_LINES ? List.of() : List.copyOf(rulings);
    rulings.clear();
    path.clear();
    boxes.clear();
    return result;
  }

  private void take(String operator, List<COSBase> operands, PDFStreamEngine engine) {
    switch (operator) {
      case "m" -> {
        moveTo(operands, 0, engine);
        startX = x;
        startY = y;
      }
      case "l" -> {
        float fromX = x;
        float fromY = y;
        moveTo(operands, 0, engine);
        path.add(new float[] {fromX, fromY, x, y});
      }
      case "c" -> moveTo(operands, 4, engine);
      case "v", "y" -> moveTo(operands, 2, engine);
      case "h" -> path.add(new float[] {x, y, startX, startY});
      case "re" -> box(operands, engine);
      case "n" -> clear();
      case "S", "s" -> draw(true);
      case "B", "B*", "b", "b*" -> draw(true);
      default -> draw(false);
    }
  }

  private static float number(List<COSBase> operands, int index) {
    return index < operands.size() && operands.get(index) instanceof COSNumber number
        ? number.floatValue()
        : 0;
  }

  private void moveTo(List<COSBase> operands, int index, PDFStreamEngine engine) {
    Point2D.Float point =
        engine.transformedPoint(number(operands, index), number(operands, index + 1));
    x = point.x;
    y = point.y;
  }

  private void box(List<COSBase> operands, PDFStreamEngine engine) {
    float left = number(operands, 0);
    float bottom = number(operands, 1);
    Point2D.Float one = engine.transformedPoint(left, bottom);
    Point2D.Float other =
        engine.transformedPoint(left + number(operands, 2), bottom + number(operands, 3));
    boxes.add(new float[] {one.x, one.y, other.x, other.y});
  }

  private void draw(boolean stroked) {
    if (stroked) {
      path.forEach(line -> add(line[0], line[1], line[2], line[3]));
    }
    for (float[] box : boxes) {
      boolean flat = Math.abs(box[3] - box[1]) <= THIN;
      boolean narrow = Math.abs(box[2] - box[0]) <= THIN;
      if (flat) {
        add(box[0], box[1], box[2], box[1]);
      } else if (narrow) {
        add(box[0], box[1], box[0], box[3]);
      } else if (stroked) {
        add(box[0], box[1], box[2], box[1]);
        add(box[0], box[3], box[2], box[3]);
        add(box[0], box[1], box[0], box[3]);
        add(box[2], box[1], box[2], box[3]);
      }
    }
    clear();
  }

  private void clear() {
    path.clear();
    boxes.clear();
  }

  private void add(float fromX, float fromY, float toX, float toY) {
    float wide = Math.abs(toX - fromX);
    float high = Math.abs(toY - fromY);
    if (rulings.size() > MAX_LINES) {
      return;
    }
    if (high <= 1 && wide > MIN_LENGTH) {
      rulings.add(new Ruling(true, fromY, Math.min(fromX, toX), Math.max(fromX, toX)));
    } else if (wide <= 1 && high > MIN_LENGTH) {
      rulings.add(new Ruling(false, fromX, Math.min(fromY, toY), Math.max(fromY, toY)));
    }
  }
}
