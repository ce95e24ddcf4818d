package dev.quern.page;

import dev.quern.dataset.project.Project;
import dev.quern.dataset.project.Projects;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Adds the attributes of every view inside a project. */
@Component
public class ProjectViews {

  private final Projects projects;

  ProjectViews(Projects projects) {
    this.projects = projects;
  }

  /**
   * Adds the project and the open tab to a view.
   *
   * @throws dev.quern.error.NotFoundException when there is none of that id
   */
  public Project open(String projectId, String tab, Model model) {
    Project project = projects.get(projectId);
    model.addAttribute("project", project);
    model.addAttribute("tab", tab);
    return project;
  }
}
