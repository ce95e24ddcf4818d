package dev.quern.export.bundle;

import dev.quern.export.format.Kind;
import dev.quern.export.format.Style;
import java.io.IOException;
import java.util.List;

/** A folder that one loader takes as it is. Each bean of this type is a {@code format}. */
public interface Bundle {

  /** The name that a request gives: {@code llama-factory}. */
  String name();

  /** The format of its records, by its name. */
  String recordFormat(Kind kind);

  /** What its data files can be, the default first. */
  List<String> forms();

  /** How images stand in its records, when the data is in that form. */
  Style.Images images(String as);

  /** The path of the data of one side: {@code train} or {@code test}. */
  String path(String side, String as);

  /** Writes what describes the data, when all of it is written. */
  void finish(Target target, Contents contents) throws IOException;
}
