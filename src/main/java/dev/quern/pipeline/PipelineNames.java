package dev.quern.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quern.task.model.TaskInput;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Names the files that pipelines write to the outbox, after their input, so that no pipeline writes
 * over what came from another input.
 */
@Repository
class PipelineNames {

  /**
   * A name.
   *
   * @param namedAfter the input: pipelines that agree in it write the same files
   * @param stem the start of the files' names
   */
  record Name(String namedAfter, String stem) {}

  /** Until the transaction ends, no other pipeline of the project gets a name. */
  private static final String LOCK =
      "select pg_advisory_xact_lock(hashtextextended(:project_id, 58))";

  private static final String TAKEN =
      "select distinct stem from pipeline where project_id = :project_id and named_after <> :key"
          + " and ";

  /**
   * The stem of files of the whole project, if any pipeline writes such. {@code is true}: without
   * it the planner expects that of every third pipeline, and looks through them for the first.
   */
  private static final String OF_PROJECT =
      """
      select name from project j where id = :project_id and (:writes_project or exists (
          select 1 from pipeline where project_id = j.id
              and jsonb_path_exists(export, '$[*].scope ? (@ == "project")') is true))
      """;

  /** What names no input is named after the project as a whole. */
  private static final String IS_OF_A_PART =
      """
      select exists (select 1 from pipeline
          where project_id = :project_id and stem = :stem and named_after <> 'input/')
      """;

  private static final String OF_INPUT =
      """
      select 'input/' || coalesce(md5(cast(cast(:input as jsonb) - 'only_lacking' as text)), '') as key,
          name from project where id = :project_id
      """;

  private final JdbcClient jdbc;
  private final ObjectMapper json;

  PipelineNames(JdbcClient jdbc, ObjectMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * The name of an image's pipeline: the stem of the image's name, if it is free. Other content of
   * that name is another image, and not a new version.
   *
   * @param writesProject whether it writes files of the whole project, too
   */
  Name ofImage(String projectId, String imageId, boolean writesProject) {
    lock(projectId);
    String name =
        jdbc.sql("select image_name from image where project_id = :project_id and id = :id")
            .param("project_id", projectId)
            .param("id", imageId)
            .query(String.class)
            .single();
    return free(
        projectId,
        "image/" + imageId,
        FileNames.stem(name),
        name,
        ofProject(projectId, writesProject));
  }

  /**
   * The name of another pipeline: after its file or the one file of its input, else the project.
   *
   * @param writesProject whether it writes files of the whole project, too
   */
  Name of(
      String projectId, @Nullable String fileId, @Nullable TaskInput input, boolean writesProject) {
    lock(projectId);
    Optional<String> file = fileName(projectId, fileId == null ? onlyFile(input) : fileId);
    if (file.isPresent()) {
      String name = file.get();
      return free(
          projectId,
          "file/" + name,
          FileNames.stem(name),
          name,
          ofProject(projectId, writesProject));
    }
    Name project =
        jdbc.sql(OF_INPUT)
            .param("input", input == null ? null : json.valueToTree(input).toString())
            .param("project_id", projectId)
            .query((rs, n) -> new Name(rs.getString("key"), rs.getString("name")))
            .single();
    return free(
        projectId,
        project.namedAfter(),
        project.stem(),
        project.stem(),
        input == null ? Optional.empty() : ofProject(projectId, writesProject));
  }

  private void lock(String projectId) {
    jdbc.sql(LOCK).param("project_id", projectId).query(rs -> {});
  }

  private Optional<String> ofProject(String projectId, boolean writesProject) {
    return jdbc.sql(OF_PROJECT)
        .param("project_id", projectId)
        .param("writes_project", writesProject)
        .query(String.class)
        .optional()
        .map(name -> wholeProject(projectId, name));
  }

  /** The stem of the files of a whole project: its name, unless a part of it has that. */
  String wholeProject(String projectId, String name) {
    String stem = name;
    for (int n = 2; isOfAPart(projectId, stem); n++) {
      stem = name + "-" + n;
    }
    return stem;
  }

  private boolean isOfAPart(String projectId, String stem) {
    return jdbc.sql(IS_OF_A_PART)
        .param("project_id", projectId)
        .param("stem", stem)
        .query(Boolean.class)
        .single();
  }

  private Optional<String> fileName(String projectId, @Nullable String fileId) {
    return jdbc.sql("select file_name from source_file where project_id = :project_id and id = :id")
        .param("project_id", projectId)
        .param("id", fileId)
        .query(String.class)
        .optional();
  }

  private static @Nullable String onlyFile(@Nullable TaskInput input) {
    return input != null && input.fileIds() != null && input.fileIds().size() == 1
        ? input.fileIds().get(0)
        : null;
  }

  /** The first that no other input has of: the stem, the whole name, the whole name with -2 ... */
  private Name free(
      String projectId, String key, String stem, String whole, Optional<String> ofProject) {
    Set<String> taken =
        taken("stem = any(:names)", projectId, key, "names", new String[] {stem, whole});
    ofProject.ifPresent(taken::add);
    if (!taken.contains(stem)) {
      return new Name(key, stem);
    }
    if (taken.contains(whole)) {
      taken.addAll(taken("starts_with(stem, :start)", projectId, key, "start", whole + "-"));
    }
    String name = whole;
    for (int n = 2; taken.contains(name); n++) {
      name = whole + "-" + n;
    }
    return new Name(key, name);
  }

  private Set<String> taken(
      String condition, String projectId, String key, String parameter, Object value) {
    List<String> stems =
        jdbc.sql(TAKEN + condition)
            .param("project_id", projectId)
            .param("key", key)
            .param(parameter, value)
            .query(String.class)
            .list();
    return new HashSet<>(stems);
  }
}
