package cn.bioapproval.scenarios;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.cases.Case;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;

/** How the cases of a scenario stand in the engine: open tasks, waiting timers, what was passed; and that in words. */
final class Situation {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日 EEEE", Locale.CHINA);
    private static final DateTimeFormatter SHORT_DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd");
    /** Timers of a stopped clock wait beyond this year. */
    private static final int FAR = 2900;

    private final Office office;
    private final People people;

    Situation(Office office, People people) {
        this.office = office;
        this.people = people;
    }

    /** A timer that waits, by the id of its event. */
    record Waiting(Job job, String elementId, Date due) {

        boolean isPaused() {
            return officeDate(due).getYear() >= FAR;
        }
    }

    static LocalDate officeDate(Date date) {
        return date.toInstant().atZone(OfficeClock.ZONE).toLocalDate();
    }

    /** The process instances that carry the case, called ones too, as long as they live. */
    List<String> liveInstances(Played played) {
        List<String> live = new ArrayList<>();
        List<String> look = new ArrayList<>(played.instances());
        while (!look.isEmpty()) {
            String id = look.remove(0);
            var runtime = office.engine().getRuntimeService();
            if (runtime.createProcessInstanceQuery().processInstanceId(id).count() > 0) {
                live.add(id);
                runtime.createProcessInstanceQuery().superProcessInstanceId(id).list().stream()
                        .map(ProcessInstance::getId)
                        .forEach(look::add);
            }
        }
        return live;
    }

    /** Open tasks, the oldest first. */
    List<Task> openTasks(Played played) {
        return liveInstances(played).stream()
                .flatMap(id -> office.engine().getTaskService().createTaskQuery().processInstanceId(id).list().stream())
                .sorted(Comparator.comparing(Task::getCreateTime)
                        .thenComparing(Task::getTaskDefinitionKey)
                        .thenComparing(task -> String.valueOf(task.getAssignee())))
                .toList();
    }

    List<String> groupsOf(Task task) {
        return office.engine().getTaskService().getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(group -> group != null)
                .sorted()
                .toList();
    }

    /** Timers that wait, the earliest first. */
    List<Waiting> timers(Played played) {
        return liveInstances(played).stream()
                .flatMap(id -> jobs(id).stream())
                .filter(TimerEntity.class::isInstance)
                .map(job -> new Waiting(job, elementOf(job), job.getDuedate()))
                .sorted(Comparator.comparing(Waiting::due).thenComparing(Waiting::elementId))
                .toList();
    }

    /** Jobs that wait for nothing but a worker. */
    List<Job> dueNow(Played played) {
        return liveInstances(played).stream()
                .flatMap(id -> jobs(id).stream())
                .filter(job -> !(job instanceof TimerEntity))
                .toList();
    }

    private List<Job> jobs(String processInstanceId) {
        return office.engine().getManagementService().createJobQuery().processInstanceId(processInstanceId).list();
    }

    private String elementOf(Job job) {
        return office.engine()
                .getManagementService()
                .createJobDefinitionQuery()
                .jobDefinitionId(job.getJobDefinitionId())
                .singleResult()
                .getActivityId();
    }

    /** Ids of nodes entered and flows taken in the case so far, in order. */
    List<String> passed(Played played) {
        return office.recorder().passed().stream()
                .filter(passage -> played.instances().contains(passage.wholeId()))
                .map(PathRecorder.Passage::element)
                .toList();
    }

    LocalDate today() {
        return LocalDate.now(office.clock());
    }

    // In words

    String describe(Collection<Played> all) {
        StringBuilder text = new StringBuilder("当前情况（" + DAY.format(today()) + "）：");
        if (all.isEmpty()) {
            text.append("\n  还没有办件。");
        }
        all.forEach(played -> describe(played, text));
        return text.toString();
    }

    private void describe(Played played, StringBuilder text) {
        Case subject = office.cases().get(played.caseId());
        text.append("\n  ").append(played.name()).append("：").append(played.number()).append("，")
                .append(subject.status().label());
        if (subject.outcome() != null) {
            text.append("，结果为").append(subject.outcome().label());
            if (subject.refusalCode() != null) {
                text.append("（").append(subject.refusalCode()).append("）");
            }
        }
        List<Task> open = openTasks(played);
        text.append("\n    待办：")
                .append(open.isEmpty() ? "没有" : open.stream().map(this::shown).collect(Collectors.joining("；")));
        List<Waiting> timers = timers(played);
        if (!timers.isEmpty()) {
            text.append("\n    等待到期：").append(timers.stream()
                    .map(timer -> nameOf(played, timer.elementId()) + "（"
                            + (timer.isPaused() ? "停表中" : SHORT_DAY.format(officeDate(timer.due()))) + "）")
                    .collect(Collectors.joining("；")));
        }
        text.append("\n    已经过：").append(path(played));
    }

    /** Names of the nodes passed, in order. */
    String path(Played played) {
        List<String> names = new ArrayList<>();
        for (String element : passed(played)) {
            String name = nameOf(played, element);
            if (!element.startsWith("flow_") && !name.equals(element)) {
                names.add(name);
            }
        }
        return names.isEmpty() ? "没有" : String.join(" → ", names);
    }

    String nameOf(Played played, String elementId) {
        return played.models().stream()
                .map(model -> model.nameOf(elementId))
                .filter(name -> !name.equals(elementId))
                .findFirst()
                .orElse(elementId);
    }

    String shown(Task task) {
        List<String> remarks = new ArrayList<>();
        if (task.getAssignee() != null) {
            remarks.add(people.nameOf(task.getAssignee()));
        } else {
            groupsOf(task).forEach(group -> remarks.add(people.groupName(group)));
        }
        remarks.add(due(task).map(day -> SHORT_DAY.format(day) + " 到期").orElse("没有到期日"));
        return task.getName() + "（" + String.join("，", remarks) + "）";
    }

    static Optional<LocalDate> due(Task task) {
        @Nullable Date due = task.getDueDate();
        return Optional.ofNullable(due).map(Situation::officeDate);
    }
}
