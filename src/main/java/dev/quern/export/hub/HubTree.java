package dev.quern.export.hub;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The data files that earlier pushes left in a repository. A loader would read them as records of
 * the files that are pushed now: in two forms, or as a side of a split that there is no more.
 */
final class HubTree {

  /** The names that {@code hugging-face} and {@code datasets.push_to_hub} give to data files. */
  private static final Pattern DATA =
      Pattern.compile("data/(train|test)-\\d{5}-of-\\d{5}\\.(parquet|jsonl)");

  private final HubRepo repo;
  private final HubWire wire;

  HubTree(HubRepo repo, HubWire wire) {
    this.repo = repo;
    this.wire = wire;
  }

  /**
   * The data files that are there and not among these, to be deleted with the commit of these; none
   * where these are no such data files themselves: then they go beside what is there.
   */
  List<String> left(List<HubFile> pushed) throws IOException {
    Set<String> paths = new HashSet<>();
    pushed.forEach(file -> paths.add(file.path()));
    if (paths.stream().noneMatch(path -> DATA.matcher(path).matches())) {
      return List.of();
    }
    List<String> left = new ArrayList<>();
    String folder = "/api/datasets/" + repo.repo() + "/tree/" + repo.revision() + "/data";
    Set<URI> asked = new HashSet<>();
    URI page = repo.at(folder);
    while (page != null && asked.add(page)) {
      HubWire.Page answer = wire.page(page);
      for (JsonNode file : answer.items()) {
        String path = file.path("path").asText();
        if (DATA.matcher(path).matches() && !paths.contains(path)) {
          left.add(path);
        }
      }
      // a mirror may name the Hub that it mirrors, which must not get its token
      page = answer.next() == null ? null : repo.at(folder + "?" + answer.next().getRawQuery());
    }
    return left;
  }
}
