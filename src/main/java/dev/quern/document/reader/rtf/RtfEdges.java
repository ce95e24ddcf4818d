package dev.quern.document.reader.rtf;

import java.util.ArrayList;
import java.util.List;

/** The cells of a row as they are defined before it. */
final class RtfEdges {

  private List<RtfTable.Edge> edges = new ArrayList<>();
  private boolean goesOn;
  private boolean goesOnAcross;

  void entry(String word, int number) {
    switch (word) {
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

  List<RtfTable.Edge> ofRow() {
    return edges;
  }
}
