package dev.quern.page;

import dev.quern.dataset.project.Project;
import dev.quern.dataset.project.Projects;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What every view inside a project knows. */
@Component
public class ProjectViews {

  private final Projects projects;

  ProjectViews(Projects projects) {
    this.projects = projects;
  }

  /**
   * Puts the project and which of its tabs is open into a view.
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
