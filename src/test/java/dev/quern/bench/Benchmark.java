package dev.quern.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures Quern against a stand-in model server on this machine: {@code ./mvnw -Pbench verify},
 * parts of it with {@code
 * -Dbench.only=start,cold,rate,zero,memory,engine,growth,rows,ledger,nodes,distill,export,documents}.
 * Nothing here passes or fails by its speed; only a part that breaks ends with an error. The table
 * also lies in {@code target/benchmark.md}.
 */
public final class Benchmark {

  private static final Map<String, Part> PARTS = new LinkedHashMap<>();

  static {
    PARTS.put("start", new StartPart());
    PARTS.put("cold", new ColdPart());
    PARTS.put("rate", new RatePart());
    PARTS.put("zero", new ZeroPart());
    PARTS.put("limits", new LimitsPart());
    PARTS.put("memory", new MemoryPart());
    PARTS.put("engine", new EnginePart());
    PARTS.put("growth", new GrowthPart());
    PARTS.put("rows", new RowsPart());
    PARTS.put("ledger", new LedgerPart());
    PARTS.put("nodes", new NodesPart());
    PARTS.put("distill", new DistillPart());
    PARTS.put("export", new ExportPart());
    PARTS.put("documents", new DocumentsPart());
  }

  private Benchmark() {}

  /** Runs the parts that the system property {@code bench.only} names, or all. */
  public static void main(String[] arguments) throws Exception {
    if (!Files.exists(Bench.JAR)) {
      throw new IllegalStateException(Bench.JAR + " is missing; build it with ./mvnw package");
    }
    Report report = new Report();
    boolean broken = false;
    for (String name : chosen(System.getProperty("bench.only", ""))) {
      System.out.println("Measuring " + name + " …");
      try {
        PARTS.get(name).run(report);
      } catch (Exception | AssertionError e) {
        broken = true;
        System.out.println("The part " + name + " broke; its logs are in target/bench/");
        e.printStackTrace(System.out);
      }
    }
    Path table = Bench.TARGET.resolve("benchmark.md");
    report.write(table);
    System.out.printf("%n%s%nWritten to %s%n", report.markdown(), table);
    System.exit(broken ? 1 : 0);
  }

  private static List<String> chosen(String only) {
    List<String> names = Arrays.stream(only.split(",")).map(String::strip).toList();
    names = names.stream().filter(name -> !name.isEmpty()).toList();
    for (String name : names) {
      if (!PARTS.containsKey(name)) {
        throw new IllegalArgumentException(
            "bench.only names '" + name + "'; there are " + String.join(", ", PARTS.keySet()));
      }
    }
    return names.isEmpty() ? List.copyOf(PARTS.keySet()) : names;
  }
}
