package dev.quern.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reading of a long PDF beside the parsers it could be left to, and 100 MB of Markdown in chunks,
 * in a JVM of 256 MB of heap.
 */
final class DocumentsPart implements Part {

  @Override
  public void run(Report report) throws Exception {
    Path folder = Files.createDirectories(Bench.TARGET.resolve("bench"));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                List.of(
                    java,
                    "-Xmx256m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    DocumentsWork.class.getName(),
                    folder.toString()))
            .redirectError(Bench.log("documents").toFile())
            .start();
    double[] values = new double[DocumentsWork.FIGURES.size()];
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] parts = line.split("\t");
        int index = parts.length == 2 ? DocumentsWork.FIGURES.indexOf(parts[0]) : -1;
        if (index >= 0) {
          values[index] = Double.parseDouble(parts[1]);
        }
      }
    }
    if (process.waitFor() != 0) {
      throw new IllegalStateException("reading documents broke; see " + Bench.log("documents"));
    }
    report.add(
        Figure.atMost("PDF of 400 pages of text, CPU beside Tika's parser", values[0], "×", 1.5));
    report.add(Figure.plain("the same beside PDFTextStripper alone", values[1], "×"));
    report.add(Figure.plain("the same, CPU a page", values[2], "ms"));
    report.add(
        Figure.plain("100 MB of Markdown in chunks by headings, -Xmx256m", values[3], "CPU s"));
    report.add(Figure.plain("the same, chunks of 1,500 characters by blocks", values[4], "CPU s"));
    report.add(Figure.plain("a loop over its lines that cuts at headings", values[5], "CPU s"));
  }
}
