package dev.quern.testing;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.util.ArrayList;
import java.util.List;

/** An operation of {@code config/openapi.yaml}, with the parameters of its path among its own. */
public record ContractCall(String path, PathItem.HttpMethod method, Operation operation) {

  /** All of them. */
  public static List<ContractCall> all() {
    ParseOptions whole = new ParseOptions();
    whole.setResolve(true);
    whole.setResolveFully(true);
    List<ContractCall> calls = new ArrayList<>();
    new OpenAPIV3Parser()
        .readLocation("config/openapi.yaml", null, whole)
        .getOpenAPI()
        .getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap()
                    .forEach((method, operation) -> calls.add(of(path, item, method, operation))));
    return calls;
  }

  private static ContractCall of(
      String path, PathItem item, PathItem.HttpMethod method, Operation operation) {
    List<Parameter> all = new ArrayList<>();
    if (item.getParameters() != null) {
      all.addAll(item.getParameters());
    }
    if (operation.getParameters() != null) {
      all.addAll(operation.getParameters());
    }
    operation.setParameters(all);
    return new ContractCall(path, method, operation);
  }

  /** Takes a file, whose form is not the schema's. */
  public boolean isImport() {
    return path.endsWith("/import");
  }

  /** Answers with events without an end. */
  public boolean isStream() {
    return path.endsWith("/events");
  }

  /** Changes or deletes a project or a provider, which others need. */
  public boolean isOfWhatIsShared() {
    return path.matches("/(projects|providers)/\\{id}") && method != PathItem.HttpMethod.GET;
  }

  public boolean hasBody() {
    return operation.getRequestBody() != null;
  }

  /** Whether the contract names that status. */
  public boolean describes(int status) {
    return operation.getResponses().containsKey(String.valueOf(status));
  }
}
