package dev.quern.document.reader.sheet;

import java.util.ArrayList;
import java.util.List;
import org.apache.poi.hssf.usermodel.HSSFComment;
import org.apache.poi.hssf.usermodel.HSSFShapeContainer;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFSimpleShape;
import org.apache.poi.ss.usermodel.Sheet;

/** What is written in the boxes and shapes that lie on a sheet; comments are not. */
final class OldShapes {

  private OldShapes() {}

  static List<String> texts(Sheet sheet) {
    List<String> texts = new ArrayList<>();
    if (sheet instanceof HSSFSheet old) {
      HSSFShapeContainer drawn = old.getDrawingPatriarch();
      if (drawn != null) {
        add(drawn, texts);
      }
    }
    return texts;
  }

  private static void add(HSSFShapeContainer shapes, List<String> texts) {
    shapes
        .getChildren()
        .forEach(
            shape -> {
              if (shape instanceof HSSFShapeContainer group) {
                add(group, texts);
              } else if (shape instanceof HSSFSimpleShape simple
                  && !(shape instanceof HSSFComment)
                  && !text(simple).isBlank()) {
                texts.add(text(simple).strip());
              }
            });
  }

  private static String text(HSSFSimpleShape shape) {
    try {
      return shape.getString() == null ? "" : shape.getString().getString();
    } catch (NullPointerException withoutRecordOfText) {
      // POI does not say before whether an image or a line has any.
      return "";
    }
  }
}
