package dev.quern.document.reader.rtf.block;

import java.util.ArrayList;
import java.util.List;

/** The cells of a row as they are defined before it. */
final class RtfEdges {

  private List<RtfTable.Edge> edges = new ArrayList<>();
  private List<RtfTable.Edge> around = new ArrayList<>();
  private boolean goesOn;
  private boolean goesOnAcross;

  void entry(String word, int number) {
    switch (word) {
      case "nesttableprops" -> around = edges;
      case "trowd" -> edges = new ArrayList<>();
      case "clvmrg" -> goesOn = true;
      case "clmrg" -> goesOnAcross = true;
      case "cellx" -> {
        edges.add(new RtfTable.Edge(number, goesOn, goesOnAcross));
        goesOn = false;
        goesOnAcross = false;
      }
      default -> {}
    }
  }

  /**
   * @param inner whether the row is one of a table in a cell; the row around it has its own cells
   */
  List<RtfTable.Edge> ofRow(boolean inner) {
    List<RtfTable.Edge> ended = edges;
    edges = inner ? around : edges;
    return ended;
  }
}
