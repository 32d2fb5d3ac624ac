package cn.bioapproval.tasklist;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** 办理过程: what happened in the case behind a task, in sentences and on the diagram. */
@RestController
class CourseEndpoint {

    private final DossierAccess access;
    private final Courses courses;

    CourseEndpoint(DossierAccess access, Courses courses) {
        this.access = access;
        this.courses = courses;
    }

    @GetMapping("/api/tasks/{taskId}/course")
    Courses.Course read(@PathVariable String taskId) {
        return courses.of(access.ofTask(taskId));
    }
}
