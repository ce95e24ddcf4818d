package dev.quern.export;

import dev.quern.dataset.Entry;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Stanford Alpaca's records, with the columns that LLaMA-Factory's {@code alpaca} formatting maps
 * by default: instruction, input, output, and system where one is given.
 */
@Component
class Alpaca implements ExportFormat {

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
}
