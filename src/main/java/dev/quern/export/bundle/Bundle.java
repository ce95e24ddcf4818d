package dev.quern.export.bundle;

import dev.quern.export.format.Kind;
import dev.quern.export.format.Style;
import java.io.IOException;
import java.util.List;

/** A folder of files in the layout of one loader. Each bean of this type is a {@code format}. */
public interface Bundle {

  /** The name that a request gives: {@code llama-factory}. */
  String name();

  /** The format of its records, by its name. */
  String recordFormat(Kind kind);

  /** The possible forms of its data files, the default first. */
  List<String> forms();

  /** How images appear in its records, for data files of that form. */
  Style.Images images(String as);

  /** The path of the data of one side: {@code train} or {@code test}. */
  String path(String side, String as);

  /** Writes the files that describe the data, after the data. */
  void finish(Target target, Contents contents) throws IOException;
}
