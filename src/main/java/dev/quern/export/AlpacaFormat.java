package dev.quern.export;

import dev.quern.dataset.entry.Entry;
import dev.quern.dataset.image.ImageEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Stanford Alpaca's records, with the columns that LLaMA-Factory's {@code alpaca} formatting maps
 * by default: instruction, input, output, and system where one is given.
 */
@Component
class AlpacaFormat implements ExportFormat, ImageEntryFormat {

  @Override
  public String name() {
    return "alpaca";
  }

  @Override
  public Map<String, Object> record(Entry entry, ExportOptions options) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("instruction", entry.question());
    fields.put("input", "");
    fields.put("output", options.output(entry));
    if (options.system() != null) {
      fields.put("system", options.system());
    }
    if (options.cot().equals("field")) {
      fields.put("cot", entry.cot());
    }
    return fields;
  }

  @Override
  public Map<String, Object> record(ImageEntry entry, ExportOptions options) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("instruction", IMAGE_PLACEHOLDER + entry.question());
    fields.put("input", "");
    fields.put("output", entry.answer());
    if (options.system() != null) {
      fields.put("system", options.system());
    }
    fields.put("images", List.of(entry.imageName()));
    return fields;
  }
}
