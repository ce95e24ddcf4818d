package dev.quern.chaos;

import dev.quern.Ids;
import dev.quern.testing.Answer;
import dev.quern.testing.ModelServer;
import dev.quern.testing.ReceivedRequest;
import dev.quern.testing.Replies;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Chunks that can be told from each other on the model's side, and its two questions about each.
 */
final class Mills {

  private static final Pattern MILL = Pattern.compile("The mill (\\S+) stands by the river");

  private Mills() {}

  /** A new project with so many chunks of a sentence each; its id. */
  static String project(JdbcClient jdbc, int count) {
    String project = Ids.next();
    jdbc.sql("insert into project (id, name) values (?, ?)").params(project, project).update();
    jdbc.sql(
            """
            insert into source_file (id, project_id, file_name, media_type, size, sha256, characters)
            values (?, ?, 'mills.txt', 'text/plain', 1, ?, 1)
            """)
        .params(project, project, project)
        .update();
    jdbc.sql(
            """
            insert into chunk (id, project_id, file_id, file_name, name, index, content, size,
                start_offset, end_offset)
            select ? || '-' || i, ?, ?, 'mills.txt', 'mill-' || i, i,
                'The mill ' || ? || '-' || i || ' stands by the river.', 40, 0, 40
            from generate_series(1, ?) as i
            """)
        .params(project, project, project, project, count)
        .update();
    return project;
  }

  static Answer twoQuestions(ReceivedRequest request) {
    String mill = mill(request);
    return Replies.questions(
        List.of("Where does mill " + mill + " stand?", "Which river is by mill " + mill + "?"));
  }

  /** The number of the mill that is asked about, from 1; 0 for none. */
  static int number(ReceivedRequest request) {
    String mill = mill(request);
    String number = mill.substring(mill.lastIndexOf('-') + 1);
    return number.matches("\\d+") ? Integer.parseInt(number) : 0;
  }

  /** The ids of the chunks that it was asked about. */
  static Set<String> asked(ModelServer model) {
    return model.traffic().kept().stream().map(Mills::mill).collect(Collectors.toSet());
  }

  /** Calls for a mill that had been asked about before. */
  static int repeatedCalls(ModelServer model) {
    Map<String, Long> calls =
        model.traffic().kept().stream()
            .collect(Collectors.groupingBy(Mills::mill, Collectors.counting()));
    return (int) calls.values().stream().mapToLong(n -> n - 1).sum();
  }

  private static String mill(ReceivedRequest request) {
    Matcher matcher = MILL.matcher(request.prompt());
    return matcher.find() ? matcher.group(1) : "unknown";
  }
}
