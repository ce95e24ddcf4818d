package dev.quern.dataset.template;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How far a user's schema reaches when its references are followed. A few lines of references can
 * stand for more schemas than there is memory, and a schema that holds itself twice takes time that
 * doubles with each level of a value.
 */
final class SchemaReach {

  /** A schema is nobody's text past this. */
  private static final int MAX_SCHEMAS = 10_000;

  private static final int MAX_LEVELS = 500;

  /** Values are looked at so often at most, in powers of ten. */
  private static final int MAX_STEPS = 8;

  private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef");
  private static final Set<String> NAMES = Set.of("$id", "id", "$anchor", "$dynamicAnchor");
  private static final Set<String> VALUES = Set.of("enum", "const", "default", "examples");

  private final JsonNode root;
  private final Map<String, JsonNode> named = new HashMap<>();
  private final Set<JsonNode> above = Collections.newSetFromMap(new IdentityHashMap<>());
  private int schemas;
  private int returns;

  /**
   * Follows all references.
   *
   * @throws IllegalArgumentException when they lead to more than 10,000 schemas
   */
  SchemaReach(JsonNode schema) {
    root = schema;
    collectNames(schema);
    follow(schema, 0);
  }

  /** Whether checking a value may take too long, by its depth and how often the schema returns. */
  boolean isTooMuchFor(JsonNode value) {
    return returns > 1 && depth(value) * Math.log10(returns) > MAX_STEPS;
  }

  private void collectNames(JsonNode node) {
    for (String name : NAMES) {
      if (node.path(name).isTextual()) {
        named.putIfAbsent(lastPart(node.path(name).asText()), node);
      }
    }
    node.forEach(this::collectNames);
  }

  private void follow(JsonNode node, int level) {
    if (!node.isContainerNode()) {
      return;
    }
    if (!above.add(node)) {
      returns++;
      return;
    }
    if (++schemas > MAX_SCHEMAS || level > MAX_LEVELS) {
      throw new IllegalArgumentException(
          "must not be larger than " + MAX_SCHEMAS + " schemas when its references are followed");
    }
    if (node.isArray()) {
      node.forEach(one -> follow(one, level + 1));
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonNode held = field.getValue();
      if (REFERENCES.contains(field.getKey()) && held.isTextual()) {
        follow(target(held.asText()), level + 1);
      } else if (!VALUES.contains(field.getKey())) {
        follow(held, level + 1);
      }
    }
    above.remove(node);
  }

  /** What a reference names; the whole schema where that is not found. */
  private JsonNode target(String reference) {
    int hash = reference.indexOf('#');
    String document = hash < 0 ? reference : reference.substring(0, hash);
    String fragment = hash < 0 ? "" : reference.substring(hash + 1);
    JsonNode base = named.getOrDefault(lastPart(document), root);
    if (!fragment.startsWith("/")) {
      return fragment.isEmpty() ? base : named.getOrDefault(fragment, root);
    }
    try {
      JsonNode found =
          base.at(JsonPointer.compile(URLDecoder.decode(fragment, StandardCharsets.UTF_8)));
      return found.isMissingNode() ? root : found;
    } catch (IllegalArgumentException e) {
      return root;
    }
  }

  private static String lastPart(String uri) {
    String whole = uri.endsWith("#") ? uri.substring(0, uri.length() - 1) : uri;
    return whole.substring(Math.max(whole.lastIndexOf('/'), whole.lastIndexOf('#')) + 1);
  }

  private static int depth(JsonNode value) {
    int deepest = 0;
    for (JsonNode child : value) {
      deepest = Math.max(deepest, depth(child));
    }
    return value.isContainerNode() ? deepest + 1 : deepest;
  }
}
