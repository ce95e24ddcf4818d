package dev.quern.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The figures of a benchmark: each is printed as it comes, all of them as Markdown at the end. */
final class Report {

  private final List<Figure> figures = new ArrayList<>();

  void add(Figure figure) {
    figures.add(figure);
    System.out.println(figure.row());
  }

  /** The machine and the table. */
  String markdown() {
    Runtime runtime = Runtime.getRuntime();
    List<String> lines = new ArrayList<>();
    lines.add(
        "%d cores, JDK %s, %s %s %s; the model server and PostgreSQL run on the same machine."
            .formatted(
                runtime.availableProcessors(),
                System.getProperty("java.version"),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")));
    lines.add("");
    lines.add("| figure | value | aim | |");
    lines.add("| --- | --- | --- | --- |");
    figures.forEach(figure -> lines.add(figure.row()));
    return String.join("\n", lines) + "\n";
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, markdown());
  }
}
